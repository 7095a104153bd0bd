package dev.verge.auth.jose;

import java.security.GeneralSecurityException;

/**
 * Verifies signatures of one key, bytes in and a yes or no out (RFC 7515, section 5.2). Keeps the key prepared, so it costs
 * what the signature itself costs. One per event loop; not thread-safe.
 */
public final class SignatureVerifier {
    private final VerificationKey key;
    private SignatureCheck check;

    /** A verifier for this key; {@link KeyException} when the platform cannot use the key. */
    public SignatureVerifier(VerificationKey key) {
        this.key = key;
        this.check = prepare(key);
    }

    /**
     * Whether the key made this signature of these bytes. Never throws.
     *
     * @param signed {@code BASE64URL(header) || '.' || BASE64URL(payload)}, in ASCII
     * @param candidate the signature; one of another length than the key's is refused unread, for a short one would be
     *     padded (RFC 8017, section 8.2.2)
     */
    public boolean verify(byte[] signed, byte[] candidate) {
        if (candidate.length != key.signatureBytes()) {
            return false;
        }
        try {
            return check.holds(signed, candidate);
        } catch (GeneralSecurityException | RuntimeException e) {
            // What made the platform throw may have left it half-way.
            check = prepare(key);
            return false;
        }
    }

    private static SignatureCheck prepare(VerificationKey key) {
        try {
            return key.algorithm().prepare(key.publicKey());
        } catch (GeneralSecurityException e) {
            throw new KeyException("the key cannot be used by this Java platform");
        }
    }
}
