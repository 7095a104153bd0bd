package dev.verge.testing;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A key of an issuer; whether it is listed, and what it signs, are the test's to say. */
public record TestKey(String id, String algorithm, KeyPair pair) {
    public static TestKey rsa(String id, int bits) {
        return new TestKey(id, "RS256", pair("RSA", generator -> generator.initialize(bits)));
    }

    /** An RSA key that says of itself that it is for RSASSA-PSS alone. */
    public static TestKey pss(String id, int bits) {
        return new TestKey(id, "PS256", pair("RSASSA-PSS", generator -> generator.initialize(bits)));
    }

    public static TestKey curve(String id, String curve) {
        return new TestKey(id, "ES256", pair("EC", generator -> generator.initialize(new ECGenParameterSpec(curve))));
    }

    public static TestKey ed25519(String id) {
        return new TestKey(id, "EdDSA", pair("Ed25519", generator -> {}));
    }

    /** The same pair under another id or for another algorithm. */
    public TestKey as(String otherId, String otherAlgorithm) {
        return new TestKey(otherId, otherAlgorithm, pair);
    }

    /** A token of any two objects, signed. */
    public String token(JsonObject header, JsonObject claims) {
        return sign(encode(bytes(header.encode())) + "." + encode(bytes(claims.encode())));
    }

    /** Any text with a signature of it behind a dot. */
    public String sign(String text) {
        return text + "." + encode(signature(bytes(text)));
    }

    public byte[] signature(byte[] bytes) {
        try {
            Signature signature = create(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The public key as issuers publish it, without {@code alg}. */
    public JsonObject jwk() {
        JsonObject jwk = new JsonObject().put("use", "sig").put("kid", id);
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return jwk.put("kty", "RSA")
                    .put("n", encode(unsigned(rsa.getModulus())))
                    .put("e", encode(unsigned(rsa.getPublicExponent())));
        }
        if (pair.getPublic() instanceof ECPublicKey curve) {
            int bits = curve.getParams().getCurve().getField().getFieldSize();
            return jwk.put("kty", "EC")
                    .put("crv", "P-" + bits)
                    .put("x", encode(padded(curve.getW().getAffineX(), (bits + 7) / 8)))
                    .put("y", encode(padded(curve.getW().getAffineY(), (bits + 7) / 8)));
        }
        byte[] encoded = ((EdECPublicKey) pair.getPublic()).getEncoded();
        return jwk.put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A number in as few bytes as it needs, without a sign. */
    public static byte[] unsigned(BigInteger number) {
        return padded(number, (number.bitLength() + 7) / 8);
    }

    /** A number in exactly so many bytes, without a sign. */
    public static byte[] padded(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, padded, length - (bytes.length - from), bytes.length - from);
        return padded;
    }

    private static Signature create(String algorithm) throws GeneralSecurityException {
        switch (algorithm) {
            case "PS256", "PS384" -> {
                String digest = "SHA-" + algorithm.substring(2);
                Signature signature = Signature.getInstance("RSASSA-PSS");
                var mask = new MGF1ParameterSpec(digest);
                int salt = Integer.parseInt(algorithm.substring(2)) / 8;
                signature.setParameter(new PSSParameterSpec(digest, "MGF1", mask, salt, 1));
                return signature;
            }
            case "EdDSA" -> {
                return Signature.getInstance("Ed25519");
            }
            default -> {
                String digest = "SHA" + algorithm.substring(2);
                return Signature.getInstance(
                        algorithm.startsWith("RS") ? digest + "withRSA" : digest + "withECDSAinP1363Format");
            }
        }
    }

    private interface Initialisation {
        void on(KeyPairGenerator generator) throws GeneralSecurityException;
    }

    private static KeyPair pair(String type, Initialisation initialisation) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            initialisation.on(generator);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
