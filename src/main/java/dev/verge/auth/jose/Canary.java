package dev.verge.auth.jose;

import java.nio.charset.StandardCharsets;

/**
 * What nobody signed. A key that accepts any of it must never be used: a point of small order accepts many forgeries
 * (RFC 8032, section 5.1.7), a broken provider of the platform perhaps all of them (CVE-2022-21449).
 */
final class Canary {
    private static final int MESSAGES = 16;

    private Canary() {}

    /** Whether the key refuses every forgery; false too when it cannot be used at all. */
    static boolean isRefusedBy(VerificationKey key) {
        try {
            var verifier = new SignatureVerifier(key);
            byte[] zero = new byte[key.signatureBytes()];
            byte[] one = new byte[key.signatureBytes()];
            one[0] = 1;
            for (int i = 0; i < (key.algorithm() == SignatureAlgorithm.EDDSA ? MESSAGES : 1); i++) {
                byte[] message = ("e30.e30" + i).getBytes(StandardCharsets.US_ASCII);
                if (verifier.verify(message, zero)
                        || verifier.verify(message, one)
                        || verifier.verify(message, new byte[0])) {
                    return false;
                }
            }
            return true;
        } catch (KeyException e) {
            return false;
        }
    }
}
