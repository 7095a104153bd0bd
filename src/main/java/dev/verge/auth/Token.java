package dev.verge.auth;

import io.vertx.core.json.JsonObject;

/**
 * A token taken apart, of which nothing is verified yet.
 *
 * @param text the whole token, canonical: no other text has the same meaning
 * @param keyId {@code kid}
 * @param claims the payload
 * @param signatureBytes how long the signature is
 */
record Token(String text, String keyId, JsonObject claims, int signatureBytes) {
    /** Says nothing of the token, so that no log does. */
    @Override
    public String toString() {
        return "Token";
    }
}
