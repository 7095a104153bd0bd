package dev.verge.auth.jose;

import static dev.verge.auth.jose.KeyReader.require;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Public keys on the curves P-256 (RFC 7518, section 6.2.1) and Ed25519 (RFC 8037, section 2). */
final class CurveKey {
    private static final int COORDINATE_BYTES = 32;
    /** What stands before the 32 bytes of an Ed25519 key in its X.509 encoding (RFC 8410, section 4). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private CurveKey() {}

    static PublicKey p256(JsonObject key) {
        require("P-256".equals(key.getValue("crv")), "crv is not P-256");
        var point = new ECPoint(new BigInteger(1, coordinate(key, "x")), new BigInteger(1, coordinate(key, "y")));
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
            require(isOn(curve, point), "x and y are no point of the curve");
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
        } catch (GeneralSecurityException e) {
            throw new KeyException("x and y are no key of the curve");
        }
    }

    static PublicKey ed25519(JsonObject key) {
        require("Ed25519".equals(key.getValue("crv")), "crv is not Ed25519");
        byte[] encoded = new byte[ED25519_PREFIX.length + COORDINATE_BYTES];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(coordinate(key, "x"), 0, encoded, ED25519_PREFIX.length, COORDINATE_BYTES);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new KeyException("x is no key of the curve");
        }
    }

    private static byte[] coordinate(JsonObject key, String name) {
        byte[] bytes = KeyReader.bytes(key, name);
        require(bytes.length == COORDINATE_BYTES, name + " has not 32 bytes");
        return bytes;
    }

    /** The platform does not look: y² = x³ + ax + b (mod p), coordinates below p. */
    private static boolean isOn(ECParameterSpec curve, ECPoint point) {
        BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(prime);
        return x.compareTo(prime) < 0
                && y.compareTo(prime) < 0
                && y.pow(2).mod(prime).equals(right);
    }
}
