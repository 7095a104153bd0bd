package dev.verge.auth.token;

import dev.verge.auth.jose.SignatureAlgorithm;
import dev.verge.auth.jose.SignatureVerifier;
import io.vertx.core.json.JsonObject;

/** A token taken apart, of which nothing is verified yet. Says nothing of itself, so that no log does. */
public final class Token {
    private final SignatureAlgorithm algorithm;
    private final String keyId;
    private final JsonObject claims;
    private final byte[] signed;
    private final byte[] signature;

    Token(SignatureAlgorithm algorithm, String keyId, JsonObject claims, byte[] signed, byte[] signature) {
        this.algorithm = algorithm;
        this.keyId = keyId;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /** {@code alg}. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** {@code kid}. */
    public String keyId() {
        return keyId;
    }

    /** The payload. */
    public JsonObject claims() {
        return claims;
    }

    /** Whether the verifier's key made the signature. */
    public boolean isSignedBy(SignatureVerifier verifier) {
        return verifier.verify(signed, signature);
    }
}
