package dev.verge.auth.jose;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;

/** Reads the elements of key sets (RFC 7517, section 4), for an issuer that signs with certain algorithms. */
public final class KeyReader {
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final int CURVE_BYTES = 64;

    private final List<SignatureAlgorithm> accepted;

    /** Reads keys of these algorithms; a key that names none is for the first one that fits its type. */
    public KeyReader(List<SignatureAlgorithm> accepted) {
        this.accepted = List.copyOf(accepted);
    }

    /**
     * A key that may be used.
     *
     * @throws KeyException when it must not be used
     */
    public VerificationKey read(JsonObject entry) {
        JsonObject key = withoutNulls(entry);
        String id = text(key, "kid");
        require(!id.isEmpty() && id.length() <= 256, "kid is empty or too long");
        require(PRIVATE_MEMBERS.stream().noneMatch(key::containsKey), "private members are published");
        require(!key.containsKey("use") || "sig".equals(key.getValue("use")), "use is not sig");
        require(
                !key.containsKey("key_ops")
                        || (key.getValue("key_ops") instanceof JsonArray operations && operations.contains("verify")),
                "key_ops does not allow to verify");
        require(!key.containsKey("issuer") || key.getValue("issuer") instanceof String, "issuer is not text");
        SignatureAlgorithm algorithm = algorithm(key);
        PublicKey material = material(key, algorithm);
        require(isCertified(key, material), "x5c certifies another key");
        var read = new VerificationKey(id, algorithm, material, signatureBytes(material), key.getString("issuer"));
        require(Canary.isRefusedBy(read), "the key accepts what nobody signed");
        return read;
    }

    /** Some providers write every member that there is, null where they have no value. */
    private static JsonObject withoutNulls(JsonObject entry) {
        var key = new JsonObject();
        entry.forEach(member -> {
            if (member.getValue() != null) {
                key.put(member.getKey(), member.getValue());
            }
        });
        return key;
    }

    private SignatureAlgorithm algorithm(JsonObject key) {
        String type = text(key, "kty");
        Object named = key.getValue("alg");
        return accepted.stream()
                .filter(algorithm -> algorithm.keyType().equals(type))
                .filter(algorithm -> !key.containsKey("alg") || algorithm.id().equals(named))
                .findFirst()
                .orElseThrow(() -> new KeyException("kty and alg are none that are accepted"));
    }

    private static PublicKey material(JsonObject key, SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, PS256 -> RsaKey.read(key);
            case ES256 -> CurveKey.p256(key);
            case EDDSA -> CurveKey.ed25519(key);
        };
    }

    private static int signatureBytes(PublicKey key) {
        return key instanceof RSAPublicKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : CURVE_BYTES;
    }

    /**
     * Whether the certificate beside the key, if there is one, is for this key (RFC 7517, section 4.7). Its dates and its
     * signature say nothing: Entra ID's certificates sign themselves, and their keys outlive them.
     */
    private static boolean isCertified(JsonObject key, PublicKey material) {
        if (!(key.getValue("x5c") instanceof JsonArray chain)
                || chain.isEmpty()
                || !(chain.getValue(0) instanceof String first)) {
            return true;
        }
        try {
            var certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(first)));
            return isSame(certificate.getPublicKey(), material);
        } catch (CertificateException | RuntimeException e) {
            return true;
        }
    }

    /** By its numbers: a certificate may say that they are for RSASSA-PSS alone, which a JWK says in {@code alg}. */
    private static boolean isSame(PublicKey certified, PublicKey material) {
        if (certified instanceof RSAPublicKey one && material instanceof RSAPublicKey other) {
            return one.getModulus().equals(other.getModulus())
                    && one.getPublicExponent().equals(other.getPublicExponent());
        }
        return certified.equals(material);
    }

    /** The bytes of a member in base64url without padding (RFC 7515, section 2). */
    static byte[] bytes(JsonObject key, String name) {
        String text = text(key, name);
        require(text.indexOf('=') < 0, name + " is not base64url");
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new KeyException(name + " is not base64url");
        }
    }

    private static String text(JsonObject key, String name) {
        if (key.getValue(name) instanceof String text) {
            return text;
        }
        throw new KeyException(name + " is not text");
    }

    static void require(boolean holds, String reason) {
        if (!holds) {
            throw new KeyException(reason);
        }
    }
}
