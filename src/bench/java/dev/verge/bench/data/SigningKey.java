package dev.verge.bench.data;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** The key of the issuer: RSA of 2048 bits, which signs with RS256. */
record SigningKey(KeyPair pair) {
    private static final String KEY_ID = "bench";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    static SigningKey generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return new SigningKey(generator.generateKeyPair());
    }

    /** A signed token of these claims. */
    String sign(JsonObject claims) {
        var header = new JsonObject().put("typ", "JWT").put("alg", "RS256").put("kid", KEY_ID);
        String signed = encode(header) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** The public half in the shape of Entra ID's key documents: no {@code alg}, but the issuer. */
    JsonObject jwk(String issuer) {
        var publicKey = (RSAPublicKey) pair.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("kid", KEY_ID)
                .put(
                        "n",
                        encode(
                                publicKey.getModulus().toByteArray(),
                                publicKey.getModulus().bitLength() / 8))
                .put("e", encode(publicKey.getPublicExponent().toByteArray(), 3))
                .put("issuer", issuer);
    }

    private static String encode(JsonObject part) {
        byte[] bytes = part.toBuffer().getBytes();
        return encode(bytes, bytes.length);
    }

    /** The last bytes: a number of Java begins with a zero for its sign. */
    private static String encode(byte[] bytes, int length) {
        return BASE64URL.encodeToString(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length));
    }
}
