package dev.verge.auth.jose;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Recognises moduli of the broken generator of CVE-2017-15361 (Nemec and others, "The Return of Coppersmith's Attack",
 * 2017): modulo every small prime they are a power of 65537, which a modulus of any other generator is once in 2^27.
 */
final class RocaFingerprint {
    private static final int[] PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };
    private static final BitSet[] POWERS =
            Arrays.stream(PRIMES).mapToObj(RocaFingerprint::powers).toArray(BitSet[]::new);

    private RocaFingerprint() {}

    /** Whether the modulus has the fingerprint. */
    static boolean isIn(BigInteger modulus) {
        for (int i = 0; i < PRIMES.length; i++) {
            if (!POWERS[i].get(modulus.mod(BigInteger.valueOf(PRIMES[i])).intValue())) {
                return false;
            }
        }
        return true;
    }

    private static BitSet powers(int prime) {
        var powers = new BitSet(prime);
        int power = 1;
        while (!powers.get(power)) {
            powers.set(power);
            power = power * 65_537 % prime;
        }
        return powers;
    }
}
