package dev.verge.auth.jose;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A public key that signatures may be verified with, with one algorithm and no other (RFC 8725, section 3.1).
 *
 * @param id {@code kid}
 * @param algorithm the one algorithm it is for
 * @param publicKey the key
 * @param signatureBytes the length of every signature that it makes
 * @param issuer whose tokens it may sign, as documents of Entra ID say, possibly with {@code {tenantid}} in it; null when
 *     the document does not say
 */
public record VerificationKey(
        String id,
        SignatureAlgorithm algorithm,
        PublicKey publicKey,
        int signatureBytes,
        @Nullable String issuer) {}
