package dev.verge.auth;

import dev.verge.auth.jose.SignatureVerifier;
import dev.verge.auth.jose.VerificationKey;
import dev.verge.auth.token.Token;
import java.util.IdentityHashMap;

/** The verifiers of the keys in use; one per event loop, for a verifier is not for two threads. */
final class Signatures {
    private static final int MAXIMUM_KEPT = 200;

    private final IdentityHashMap<VerificationKey, SignatureVerifier> verifiers = new IdentityHashMap<>();

    /** Whether this key made the token's signature, with the algorithm that both name. */
    boolean verify(Token token, VerificationKey key) {
        if (verifiers.size() >= MAXIMUM_KEPT) {
            verifiers.clear();
        }
        return token.algorithm() == key.algorithm()
                && token.isSignedBy(verifiers.computeIfAbsent(key, SignatureVerifier::new));
    }
}
