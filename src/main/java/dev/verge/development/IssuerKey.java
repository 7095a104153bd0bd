package dev.verge.development;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** A signing key of the local issuer. */
final class IssuerKey {
    private static final String ALGORITHM = "RS256";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final RSAPublicKey key;
    private final JWTAuth signer;

    private IssuerKey(Vertx vertx, KeyPair pair) {
        this.key = (RSAPublicKey) pair.getPublic();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        this.signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(ALGORITHM)
                                .setId(id)
                                .setBuffer(pem)));
    }

    /** Makes a key of 2048 bits; takes a while and is not for an event loop. */
    static IssuerKey generate(Vertx vertx) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new IssuerKey(vertx, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** The public half in the shape of Entra ID's key documents: no {@code alg}, but the issuer. */
    JsonObject jwk(String issuer) {
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
        return signer.generateToken(
                claims,
                new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setNoTimestamp(true)
                        .setHeader(new JsonObject().put("kid", id)));
    }

    private static String encode(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
