package dev.verge.auth.token;

import dev.verge.auth.jose.SignatureAlgorithm;
import io.vertx.core.json.JsonObject;

/**
 * A token taken apart, of which nothing is verified yet.
 *
 * @param algorithm {@code alg}
 * @param keyId {@code kid}
 * @param claims the payload
 * @param signed the bytes that the signature is of
 * @param signature the signature
 */
public record Token(SignatureAlgorithm algorithm, String keyId, JsonObject claims, byte[] signed, byte[] signature) {
    /** Says nothing of the token, so that no log does. */
    @Override
    public String toString() {
        return "Token";
    }
}
