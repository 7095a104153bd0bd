package dev.verge.auth.jose;

import static dev.verge.auth.jose.KeyReader.require;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;

/** RSA public keys (RFC 7518, section 6.3.1), none that is weak (sections 3.3 and 3.5). */
final class RsaKey {
    private RsaKey() {}

    static PublicKey read(JsonObject key) {
        var modulus = new BigInteger(1, KeyReader.bytes(key, "n"));
        var exponent = new BigInteger(1, KeyReader.bytes(key, "e"));
        require(modulus.bitLength() >= 2048 && modulus.bitLength() <= 8192, "n has not 2048 to 8192 bits");
        require(modulus.testBit(0), "n is even");
        require(
                exponent.testBit(0) && exponent.bitLength() >= 2 && exponent.bitLength() <= 64,
                "e is not an odd number from 3 on");
        require(!RocaFingerprint.isIn(modulus), "n is of a broken generator (CVE-2017-15361)");
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new KeyException("n and e are no RSA key");
        }
    }
}
