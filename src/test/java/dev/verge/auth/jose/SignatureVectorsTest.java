package dev.verge.auth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.testing.TestKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures that standards publish, and the kinds of forgery that published test vectors are made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignatureVectorsTest {
    private static final byte[] SIGNED = "e30.e30".getBytes(StandardCharsets.US_ASCII);

    private final KeyReader reader = new KeyReader(List.of(SignatureAlgorithm.values()));
    private final TestKey rsa = TestKey.rsa("rsa", 2048);
    private final TestKey pss = rsa.as("pss", "PS256");

    static Stream<Arguments> vectors() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/identity/rfc-vectors.json"));
        return new JsonObject(text)
                .getJsonArray("vectors").stream()
                        .map(JsonObject.class::cast)
                        .map(vector -> Arguments.of(
                                vector.getString("name"), vector.getJsonObject("key"), vector.getString("jws")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void acceptsPublishedSignatureAndNoneThatDiffersInOneBit(String name, JsonObject jwk, String jws) {
        var verifier = new SignatureVerifier(reader.read(jwk.put("kid", "published")));
        int end = jws.lastIndexOf('.');
        byte[] signed = jws.substring(0, end).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(jws.substring(end + 1));
        assertThat(verifier.verify(signed, signature)).isTrue();
        for (int bit = 0; bit < signature.length * 8; bit += 7) {
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(verifier.verify(signed, signature)).as("bit %s", bit).isFalse();
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        for (int i = 0; i < signed.length; i += 5) {
            signed[i] ^= 1;
            assertThat(verifier.verify(signed, signature)).as("byte %s", i).isFalse();
            signed[i] ^= 1;
        }
        assertThat(verifier.verify(signed, signature)).as("after all those").isTrue();
    }

    /** RFC 8032, section 7.1. */
    @ParameterizedTest(name = "RFC 8032, section 7.1, message {1}")
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void acceptsSignaturesOfEd25519(String key, String message, String signature) {
        HexFormat hex = HexFormat.of();
        var verifier = new SignatureVerifier(reader.read(edwards(key)));
        assertThat(verifier.verify(hex.parseHex(message), hex.parseHex(signature)))
                .isTrue();
        assertThat(verifier.verify(hex.parseHex(message + "00"), hex.parseHex(signature)))
                .isFalse();
    }

    @ParameterizedTest(name = "PKCS #1: {0}")
    @MethodSource("paddings")
    void refusesPaddingThatIsNotTheOne(String name, byte[] signature) {
        assertThat(verifier(rsa).verify(SIGNED, signature)).isFalse();
    }

    Stream<Arguments> paddings() {
        return arguments(ForgedPadding.of(rsa, SIGNED));
    }

    @ParameterizedTest(name = "PSS: {0}")
    @MethodSource("encodings")
    void refusesEncodingThatIsNotOfPs256(String name, byte[] signature) {
        assertThat(verifier(pss).verify(SIGNED, signature)).isFalse();
    }

    Stream<Arguments> encodings() {
        return arguments(ForgedPss.of(pss, SIGNED));
    }

    @Test
    void acceptsWhatTheForgerMakesWithoutMistake() {
        assertThat(verifier(rsa).verify(SIGNED, ForgedPadding.correct(rsa, SIGNED)))
                .isTrue();
        assertThat(verifier(pss).verify(SIGNED, ForgedPss.correct(pss, SIGNED))).isTrue();
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {2048, 2049, 2055, 3072})
    void acceptsSignaturesOfKeysOfEverySize(int bits) {
        for (String algorithm : List.of("RS256", "PS256")) {
            TestKey key = TestKey.rsa("rsa", bits).as("rsa", algorithm);
            byte[] signature = key.signature(SIGNED);
            assertThat(verifier(key).verify(SIGNED, signature)).isTrue();
            assertThat(verifier(key).verify(SIGNED, Arrays.copyOf(signature, signature.length + 1)))
                    .isFalse();
            assertThat(verifier(key).verify(SIGNED, Arrays.copyOf(signature, signature.length - 1)))
                    .isFalse();
        }
    }

    /** Numbers with leading zeros are where implementations err. */
    @Test
    void acceptsEverySignatureOfCurve() {
        TestKey key = TestKey.curve("curve", "secp256r1");
        SignatureVerifier verifier = verifier(key);
        boolean small = false;
        for (int i = 0; i < 400 || !small; i++) {
            byte[] signed = ("e30.e30" + i).getBytes(StandardCharsets.US_ASCII);
            byte[] signature = key.signature(signed);
            assertThat(verifier.verify(signed, signature)).isTrue();
            small |= signature[0] == 0 || signature[32] == 0;
        }
    }

    @Test
    void goesOnAfterSignaturesThatMakeThePlatformThrow() {
        for (TestKey key : List.of(rsa, pss, TestKey.curve("c", "secp256r1"), TestKey.ed25519("e"))) {
            SignatureVerifier verifier = verifier(key);
            byte[] good = key.signature(SIGNED);
            for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
                byte[] bad = new byte[good.length];
                Arrays.fill(bad, (byte) value);
                assertThat(verifier.verify(SIGNED, bad)).isFalse();
                assertThat(verifier.verify(SIGNED, good)).isTrue();
            }
            assertThat(verifier.verify(SIGNED, new byte[0])).isFalse();
            assertThat(verifier.verify(SIGNED, good)).isTrue();
        }
    }

    /** Encodings of the points whose order is 1, 2, 4 or 8, those that are not reduced included. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void refusesKeysOfSmallOrder(String key) {
        assertThat(KeyReaderTest.refusal(reader, edwards(key))).isNotNull();
    }

    private SignatureVerifier verifier(TestKey key) {
        return new SignatureVerifier(reader.read(key.jwk().put("alg", key.algorithm())));
    }

    private static Stream<Arguments> arguments(Map<String, byte[]> forgeries) {
        return forgeries.entrySet().stream().map(forgery -> Arguments.of(forgery.getKey(), forgery.getValue()));
    }

    private static JsonObject edwards(String key) {
        byte[] bytes = TestKey.padded(new BigInteger(key, 16), 32);
        return new JsonObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("kid", "e")
                .put("x", TestKey.encode(bytes));
    }
}
