package dev.verge.auth.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The signature algorithms that can be accepted (RFC 7518, section 3.1; RFC 8037, section 3.1). */
public enum SignatureAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256("RS256", "RSA"),
    /** RSASSA-PSS with SHA-256 and a salt of 32 bytes. */
    PS256("PS256", "RSA"),
    /** ECDSA with P-256 and SHA-256; the signature is r and s side by side, never DER. */
    ES256("ES256", "EC"),
    /** Ed25519. */
    EDDSA("EdDSA", "OKP");

    private static final Map<String, SignatureAlgorithm> BY_ID = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(SignatureAlgorithm::id, algorithm -> algorithm));

    private static final PSSParameterSpec SALT_32 =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final String id;
    private final String keyType;

    SignatureAlgorithm(String id, String keyType) {
        this.id = id;
        this.keyType = keyType;
    }

    /** The algorithm of this {@code alg}, spelled exactly so. */
    public static Optional<SignatureAlgorithm> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The value of {@code alg}. */
    public String id() {
        return id;
    }

    /** The {@code kty} of its keys. */
    String keyType() {
        return keyType;
    }

    /** What computes it for a key; not for two threads. */
    SignatureCheck prepare(PublicKey key) throws GeneralSecurityException {
        return switch (this) {
            case RS256 -> new PaddedDigest((RSAPublicKey) key);
            case PS256 -> new PlatformSignature("RSASSA-PSS", SALT_32, key);
            case ES256 -> new PlatformSignature("SHA256withECDSAinP1363Format", null, key);
            case EDDSA -> new PlatformSignature("Ed25519", null, key);
        };
    }
}
