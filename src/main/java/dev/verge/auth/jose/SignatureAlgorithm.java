package dev.verge.auth.jose;

import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** The signature algorithms that can be accepted (RFC 7518, section 3.1; RFC 8037, section 3.1). */
public enum SignatureAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256("RS256", "RSA", "SHA256withRSA"),
    /** RSASSA-PSS with SHA-256 and a salt of 32 bytes. */
    PS256("PS256", "RSA", "RSASSA-PSS"),
    /** ECDSA with P-256 and SHA-256; the signature is r and s side by side, never DER. */
    ES256("ES256", "EC", "SHA256withECDSAinP1363Format"),
    /** Ed25519. */
    EDDSA("EdDSA", "OKP", "Ed25519");

    private static final int PSS_SALT_BYTES = 32;

    private final String id;
    private final String keyType;
    private final String name;

    SignatureAlgorithm(String id, String keyType, String name) {
        this.id = id;
        this.keyType = keyType;
        this.name = name;
    }

    /** The algorithm of this {@code alg}, spelled exactly so. */
    public static Optional<SignatureAlgorithm> of(String id) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.id.equals(id))
                .findFirst();
    }

    /** The value of {@code alg}. */
    public String id() {
        return id;
    }

    /** The {@code kty} of its keys. */
    String keyType() {
        return keyType;
    }

    /** What computes it; not for two threads. */
    Signature create() {
        try {
            Signature signature = Signature.getInstance(name);
            if (this == PS256) {
                signature.setParameter(
                        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSS_SALT_BYTES, 1));
            }
            return signature;
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
