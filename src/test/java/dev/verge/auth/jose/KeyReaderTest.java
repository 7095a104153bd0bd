package dev.verge.auth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.testing.SelfSigned;
import dev.verge.testing.TestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys as issuers publish them and as they must not. RSA keys are tried over HTTP too, by the table of attacks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyReaderTest {
    private final KeyReader reader = new KeyReader(List.of(SignatureAlgorithm.values()));
    private final TestKey rsa = TestKey.rsa("rsa", 2048);
    private final TestKey pss = TestKey.pss("pss", 2048);
    private final TestKey curve = TestKey.curve("curve", "secp256r1");
    private final TestKey edwards = TestKey.ed25519("edwards");

    /** Why a key is refused; null when it is not. */
    static @Nullable String refusal(KeyReader reader, JsonObject jwk) {
        try {
            VerificationKey ignored = reader.read(jwk);
            return null;
        } catch (KeyException e) {
            return e.reason();
        }
    }

    Stream<Arguments> good() {
        BigInteger modulus =
                new BigInteger(1, Base64.getUrlDecoder().decode(rsa.jwk().getString("n")));
        return Stream.of(
                key("RSA", rsa, jwk -> jwk),
                key("RSA without use", rsa, jwk -> without(jwk, "use")),
                key("RSA with alg", rsa, jwk -> jwk.put("alg", "RS256")),
                key("RSA for PS256", rsa, jwk -> jwk.put("alg", "PS256")),
                key("RSA with key_ops", rsa, jwk -> jwk.put("key_ops", new JsonArray().add("verify"))),
                key(
                        "RSA with more key_ops",
                        rsa,
                        jwk -> jwk.put("key_ops", new JsonArray().add("sign").add("verify"))),
                key("RSA whose n has a sign byte", rsa, jwk -> jwk.put("n", TestKey.encode(modulus.toByteArray()))),
                key("RSA with e 3", rsa, jwk -> jwk.put("e", "Aw")),
                key("RSA with its certificate", rsa, jwk -> jwk.put("x5c", certificate(rsa))),
                key("RSA with a certificate for PSS alone", pss, jwk -> jwk.put("alg", "PS256")
                        .put("x5c", certificate(pss))),
                key("curve without a certificate in x5c", curve, jwk -> jwk.put("x5c", new JsonArray().add("MIIB"))),
                key("RSA with unknown members", rsa, jwk -> jwk.put("x5t", "x")
                        .put("ext", true)
                        .put("nbf", 1)),
                key("RSA with null for what it has not", rsa, jwk -> jwk.putNull("alg")
                        .putNull("use")
                        .putNull("key_ops")
                        .putNull("d")
                        .putNull("oth")
                        .putNull("issuer")
                        .putNull("x5c")),
                key("curve", curve, jwk -> jwk),
                key("curve with alg", curve, jwk -> jwk.put("alg", "ES256")),
                key("Ed25519", edwards, jwk -> jwk),
                key("Ed25519 with alg", edwards, jwk -> jwk.put("alg", "EdDSA")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void readsKey(String name, JsonObject jwk) {
        assertThat(refusal(reader, jwk)).isNull();
    }

    Stream<Arguments> bad() {
        JsonObject p384 = TestKey.curve("curve", "secp384r1").jwk();
        byte[] x = Base64.getUrlDecoder().decode(curve.jwk().getString("x"));
        byte[] y = Base64.getUrlDecoder().decode(curve.jwk().getString("y"));
        BigInteger prime = new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        String beyond = TestKey.encode(TestKey.padded(prime, 32));
        return Stream.of(
                key("curve with alg ES384", curve, jwk -> jwk.put("alg", "ES384")),
                key("curve with alg ES521", curve, jwk -> jwk.put("alg", "ES521")),
                key("curve with alg ES224", curve, jwk -> jwk.put("alg", "ES224")),
                key("curve with alg ES256K", curve, jwk -> jwk.put("alg", "ES256K")),
                key("curve for encryption", curve, jwk -> jwk.put("use", "enc")),
                key("P-384", curve, jwk -> p384),
                key("P-384 that calls itself ES256", curve, jwk -> p384.copy().put("alg", "ES256")),
                key("P-384 that calls itself P-256", curve, jwk -> p384.copy().put("crv", "P-256")),
                key("P-256 that calls itself P-384", curve, jwk -> jwk.put("crv", "P-384")),
                key("curve missing", curve, jwk -> without(jwk, "crv")),
                key("curve that calls itself RSA", curve, jwk -> jwk.put("kty", "RSA")),
                key("curve that calls itself ec", curve, jwk -> jwk.put("kty", "ec")),
                key("point beside the curve", curve, jwk -> jwk.put("y", TestKey.encode(flipped(y)))),
                key("x and y exchanged", curve, jwk -> jwk.put("x", TestKey.encode(y))
                        .put("y", TestKey.encode(x))),
                key("point at infinity", curve, jwk -> jwk.put("x", TestKey.encode(new byte[32]))
                        .put("y", TestKey.encode(new byte[32]))),
                key("x of 31 bytes", curve, jwk -> jwk.put("x", TestKey.encode(Arrays.copyOf(x, 31)))),
                key("x of 33 bytes", curve, jwk -> jwk.put("x", TestKey.encode(Arrays.copyOf(x, 33)))),
                key("x beyond the field", curve, jwk -> jwk.put("x", beyond)),
                key("y missing", curve, jwk -> without(jwk, "y")),
                key("RSA with another's certificate", rsa, jwk -> jwk.put("x5c", certificate(pss))),
                key("private curve key", curve, jwk -> jwk.put("d", TestKey.encode(x))),
                key("Ed448", edwards, jwk -> jwk.put("crv", "Ed448")),
                key("X25519", edwards, jwk -> jwk.put("crv", "X25519")),
                key("x of 31 bytes on Ed25519", edwards, jwk -> jwk.put("x", TestKey.encode(new byte[31]))),
                key(
                        "x that is no point",
                        edwards,
                        jwk -> jwk.put("x", TestKey.encode(TestKey.padded(BigInteger.TWO.shiftLeft(248), 32)))),
                key("private Ed25519 key", edwards, jwk -> jwk.put("d", TestKey.encode(new byte[32]))),
                key("AES key", edwards, jwk -> new JsonObject()
                        .put("kty", "oct")
                        .put("kid", "a")
                        .put("alg", "A256GCM")
                        .put("k", "AA")),
                key("key of ML-DSA", edwards, jwk -> new JsonObject()
                        .put("kty", "AKP")
                        .put("kid", "a")
                        .put("alg", "ML-DSA-44")
                        .put("pub", "AA")),
                key("nothing", edwards, jwk -> new JsonObject()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void refusesKey(String name, JsonObject jwk) {
        assertThat(refusal(reader, jwk)).isNotNull();
    }

    /** What a document holds is not the reader's choice: the worst that may happen is that a key is refused. */
    @Test
    void refusesOrReadsKeysWhateverTheirCertificatesAre() {
        byte[] certificate =
                Base64.getDecoder().decode(SelfSigned.of(rsa, Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed =
                    Arrays.copyOf(certificate, i % 10 == 0 ? random.nextInt(certificate.length) : certificate.length);
            for (int j = 0; j <= i % 4 && changed.length > 0; j++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            JsonObject jwk =
                    rsa.jwk().put("x5c", new JsonArray().add(Base64.getEncoder().encodeToString(changed)));
            assertThat(refusal(reader, jwk)).isIn(null, "x5c certifies another key");
        }
    }

    private static JsonArray certificate(TestKey key) {
        return new JsonArray().add(SelfSigned.of(key, Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
    }

    private static Arguments key(String name, TestKey key, UnaryOperator<JsonObject> change) {
        return Arguments.of(name, change.apply(key.jwk()));
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[31] ^= 1;
        return copy;
    }

    private static JsonObject without(JsonObject object, String member) {
        object.remove(member);
        return object;
    }
}
