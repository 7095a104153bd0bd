package dev.verge.auth.jose;

import dev.verge.testing.TestKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Signatures of RSASSA-PSS whose encoding is not the one of {@code PS256} (RFC 8017, section 9.1; RFC 7518, section 3.5),
 * made with the private key.
 */
final class ForgedPss {
    private static final int TRAILER = 0xbc;

    private final RSAPrivateKey key;
    private final int length;
    private final byte[] signed;
    private final Map<String, byte[]> forgeries = new LinkedHashMap<>();

    private ForgedPss(TestKey key, byte[] signed) {
        this.key = (RSAPrivateKey) key.pair().getPrivate();
        this.length = this.key.getModulus().bitLength() / 8;
        this.signed = signed;
        for (int salt : new int[] {0, 1, 20, 31, 33, 64, length - 34}) {
            add("salt of " + salt + " bytes", encoded("SHA-256", "SHA-256", salt, TRAILER));
        }
        add("mask by SHA-1", encoded("SHA-256", "SHA-1", 32, TRAILER));
        add("mask by SHA-512", encoded("SHA-256", "SHA-512", 32, TRAILER));
        add("digest by SHA-1", encoded("SHA-1", "SHA-1", 20, TRAILER));
        add("digest by SHA-384", encoded("SHA-384", "SHA-384", 48, TRAILER));
        add("digest by SHA-512", encoded("SHA-512", "SHA-512", 64, TRAILER));
        add("digest by SHA-512/256", encoded("SHA-512/256", "SHA-256", 32, TRAILER));
        for (int trailer : new int[] {0, 0xcc, 0xbd, 0xff}) {
            add("trailer " + Integer.toHexString(trailer), encoded("SHA-256", "SHA-256", 32, trailer));
        }
        byte[] right = encoded("SHA-256", "SHA-256", 32, TRAILER);
        for (int bit : new int[] {8, length * 4, length * 8 - 9}) {
            byte[] changed = right.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            add("bit " + bit + " flipped", changed);
        }
        add("the number 0", new byte[length]);
        add(
                "nothing but the trailer",
                ByteBuffer.allocate(length).put(length - 1, (byte) TRAILER).array());
    }

    /** Forgeries of a signature, by what is wrong with them. */
    static Map<String, byte[]> of(TestKey key, byte[] signed) {
        return new ForgedPss(key, signed).forgeries;
    }

    /** The signature as it should be, computed in the same way. */
    static byte[] correct(TestKey key, byte[] signed) {
        var forged = new ForgedPss(key, signed);
        return forged.sign(forged.encoded("SHA-256", "SHA-256", 32, TRAILER));
    }

    private void add(String name, byte[] encoded) {
        forgeries.put(name, sign(encoded));
    }

    private byte[] sign(byte[] encoded) {
        return TestKey.padded(new BigInteger(1, encoded).modPow(key.getPrivateExponent(), key.getModulus()), length);
    }

    private byte[] encoded(String digest, String mask, int saltLength, int trailer) {
        byte[] salt = new byte[saltLength];
        new Random(1).nextBytes(salt);
        byte[] hash = hash(digest, new byte[8], hash(digest, signed), salt);
        byte[] block = new byte[length - hash.length - 1];
        block[block.length - salt.length - 1] = 1;
        System.arraycopy(salt, 0, block, block.length - salt.length, salt.length);
        byte[] masks = mask(mask, hash, block.length);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= masks[i];
        }
        block[0] &= 0x7f;
        byte[] encoded = Arrays.copyOf(block, length);
        System.arraycopy(hash, 0, encoded, block.length, hash.length);
        encoded[length - 1] = (byte) trailer;
        return encoded;
    }

    /** MGF1 (RFC 8017, appendix B.2.1). */
    private static byte[] mask(String digest, byte[] seed, int length) {
        var mask = ByteBuffer.allocate(length + 64);
        for (int counter = 0; mask.position() < length; counter++) {
            mask.put(hash(digest, seed, ByteBuffer.allocate(4).putInt(counter).array()));
        }
        return Arrays.copyOf(mask.array(), length);
    }

    private static byte[] hash(String name, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
