package dev.verge.auth.keys;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public RSA key that signatures may be verified with.
 *
 * @param id {@code kid}
 * @param modulus {@code n} in base64url
 * @param exponent {@code e} in base64url
 * @param bytes the length of the modulus, which is the length of every signature
 * @param issuer whose tokens it may sign, as documents of Entra ID say, possibly with {@code {tenantid}} in it; null when
 *     the document does not say
 */
public record VerificationKey(
        String id,
        String modulus,
        String exponent,
        int bytes,
        @Nullable String issuer) {
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    /**
     * Reads an element of a key set (RFC 7517, section 4).
     *
     * @throws KeyException when it must not be used
     */
    static VerificationKey read(JsonObject key) {
        String id = text(key, "kid");
        require(!id.isEmpty() && id.length() <= 256, "kid is empty or too long");
        require("RSA".equals(key.getValue("kty")), "kty is not RSA");
        require(PRIVATE_MEMBERS.stream().noneMatch(key::containsKey), "private members are published");
        require(!key.containsKey("use") || "sig".equals(key.getValue("use")), "use is not sig");
        require(!key.containsKey("alg") || "RS256".equals(key.getValue("alg")), "alg is not RS256");
        require(
                !key.containsKey("key_ops")
                        || (key.getValue("key_ops") instanceof JsonArray operations && operations.contains("verify")),
                "key_ops does not allow to verify");
        require(!key.containsKey("issuer") || key.getValue("issuer") instanceof String, "issuer is not text");
        BigInteger modulus = number(key, "n");
        BigInteger exponent = number(key, "e");
        require(modulus.bitLength() >= 2048 && modulus.bitLength() <= 8192, "n has not 2048 to 8192 bits");
        require(modulus.testBit(0), "n is even");
        require(
                exponent.testBit(0) && exponent.bitLength() >= 2 && exponent.bitLength() <= 64,
                "e is not an odd number from 3 on");
        return new VerificationKey(
                id, encode(modulus), encode(exponent), (modulus.bitLength() + 7) / 8, key.getString("issuer"));
    }

    /** The key as a JWK with nothing in it but what verifying needs: no certificate that would replace the numbers. */
    public JsonObject jwk() {
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", id)
                .put("n", modulus)
                .put("e", exponent);
    }

    /** Whether another key has the same numbers. */
    boolean hasMaterialOf(VerificationKey other) {
        return modulus.equals(other.modulus) && exponent.equals(other.exponent);
    }

    private static BigInteger number(JsonObject key, String name) {
        try {
            return new BigInteger(1, Base64.getUrlDecoder().decode(text(key, name)));
        } catch (IllegalArgumentException e) {
            throw new KeyException(name + " is not base64url");
        }
    }

    private static String encode(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static String text(JsonObject key, String name) {
        return Optional.ofNullable(key.getValue(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElseThrow(() -> new KeyException(name + " is not text"));
    }

    private static void require(boolean holds, String reason) {
        if (!holds) {
            throw new KeyException(reason);
        }
    }
}
