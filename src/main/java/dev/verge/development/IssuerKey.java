package dev.verge.development;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** A signing key of the local issuer. */
final class IssuerKey {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final KeyPair pair;

    private IssuerKey(KeyPair pair) {
        this.pair = pair;
    }

    /** Makes a key of 2048 bits; takes a while and is not for an event loop. */
    static IssuerKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new IssuerKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** The public half in the shape of Entra ID's key documents: no {@code alg}, but the issuer. */
    JsonObject jwk(String issuer) {
        var key = (RSAPublicKey) pair.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("kid", id)
                .put("x5t", id)
                .put("n", encode(key.getModulus()))
                .put("e", encode(key.getPublicExponent()))
                .put("issuer", issuer);
    }

    /** A signed token of these claims. */
    String sign(JsonObject claims) {
        var header = new JsonObject().put("typ", "JWT").put("alg", "RS256").put("kid", id);
        String text = encode(header) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA256withRSA", e);
        }
    }

    private static String encode(JsonObject object) {
        return BASE64URL.encodeToString(object.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
