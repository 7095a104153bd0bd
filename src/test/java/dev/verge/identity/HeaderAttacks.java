package dev.verge.identity;

import dev.verge.auth.token.Reason;
import dev.verge.testing.TestIssuer;
import dev.verge.testing.TestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Rows 21 to 47, but for key ids that nobody knows: headers that choose the algorithm, the key or the rules. */
final class HeaderAttacks {
    private final TestIssuer issuer;
    private final Issuers issuers;
    private final TestKey stranger = TestKey.rsa("key-1", 2048);

    HeaderAttacks(TestIssuer issuer, Issuers issuers) {
        this.issuer = issuer;
        this.issuers = issuers;
    }

    Stream<Attack> rows() {
        return Stream.of(none(), confused(), algorithms(), embedded(), critical(), types(), ids())
                .flatMap(rows -> rows);
    }

    private Stream<Attack> none() {
        Stream<Attack> plain =
                Stream.of("", "eA", TestIssuer.encode(new byte[256])).map(junk -> none("21 alg ", "none", junk));
        Stream<Attack> others =
                Stream.of("None", "NONE", "nOnE", " none", "none\0").map(alg -> none("22 alg ", alg, ""));
        return Stream.concat(plain, others);
    }

    private Attack none(String name, String algorithm, String signature) {
        String token = unsigned(header -> header.put("alg", algorithm)) + "." + signature;
        return Attack.refused(
                name + algorithm + " with " + signature.length() + " letters", token, Reason.ALGORITHM_NOT_ALLOWED);
    }

    /** The public key as the secret of a MAC, however a library would write it. */
    private Stream<Attack> confused() {
        byte[] encoded = issuer.signing().pair().getPublic().getEncoded();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        String text = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
        byte[] modulus = ((RSAPublicKey) issuer.signing().pair().getPublic())
                .getModulus()
                .toByteArray();
        return Stream.of("HS256", "HS384", "HS512")
                .flatMap(alg -> Stream.of(
                        keyed("25 " + alg + " with the PEM file", alg, bytes(text)),
                        keyed("25 " + alg + " with the PEM file and a line feed", alg, bytes(text + "\n")),
                        keyed("25 " + alg + " with the DER encoding", alg, encoded),
                        keyed("25 " + alg + " with the modulus", alg, modulus),
                        keyed(
                                "25 " + alg + " with the JWK",
                                alg,
                                bytes(issuer.signing().jwk().encode())),
                        keyed("25 " + alg + " with nothing", alg, new byte[1])));
    }

    private Stream<Attack> algorithms() {
        TestKey key = issuer.signing();
        TestKey curve = issuers.p256;
        String p256 = curve.token(Issuers.header(curve), issuer.claims().put("scp", "use"));
        Stream<Attack> named = Stream.of(
                        "RS384", "RS512", "PS256", "PS384", "ES256", "ES256K", "EdDSA", "Ed25519", "ML-DSA-44")
                .map(name -> algorithm("27 alg " + name + ", signed as RS256", header -> header.put("alg", name)));
        Stream<Attack> others = Stream.of(
                algorithm("23 alg missing", header -> without(header, "alg")),
                algorithm("23 alg null", header -> header.putNull("alg")),
                algorithm("24 alg a number", header -> header.put("alg", 256)),
                algorithm("24 alg an array", header -> header.put("alg", new JsonArray().add("RS256"))),
                algorithm("24 alg an object", header -> header.put("alg", new JsonObject())),
                algorithm("24 alg in lower case", header -> header.put("alg", "rs256")),
                algorithm("24 alg with a space", header -> header.put("alg", "RS256 ")),
                signed("27 RS384 by the key", key.as("key-1", "RS384")),
                signed("27 RS512 by the key", key.as("key-1", "RS512")),
                signed("27 PS256 by the key", key.as("key-1", "PS256")),
                Attack.refused(
                        "28 RS256 where the key is for PS256",
                        key.token(issuer.header(), issuers.curves()),
                        Reason.ALGORITHM_NOT_ALLOWED),
                Attack.refused("29 ES256 by an issuer of RS256", p256, Reason.ALGORITHM_NOT_ALLOWED),
                Attack.refused(
                        "29 ES256 under the id of a key for PS256",
                        curve.token(Issuers.header(curve).put("kid", "key-1"), issuers.curves()),
                        Reason.ALGORITHM_NOT_ALLOWED),
                Attack.refused(
                        "29 EdDSA under the id of a key for ES256",
                        issuers.ed25519.token(Issuers.header(issuers.ed25519).put("kid", curve.id()), issuers.curves()),
                        Reason.ALGORITHM_NOT_ALLOWED),
                Attack.granted("39 ES256 by its key", "/any", curve.token(Issuers.header(curve), issuers.curves())),
                Attack.granted(
                        "39 EdDSA by its key",
                        "/any",
                        issuers.ed25519.token(Issuers.header(issuers.ed25519), issuers.curves())),
                Attack.granted(
                        "39 PS256 by its key",
                        "/any",
                        key.as("key-1", "PS256").token(issuer.header().put("alg", "PS256"), issuers.curves())));
        return Stream.concat(named, others);
    }

    private Stream<Attack> embedded() {
        String address = issuer.issuer() + "/attack";
        JsonArray chain = new JsonArray()
                .add(Base64.getEncoder()
                        .encodeToString(stranger.pair().getPublic().getEncoded()));
        return Stream.of(
                foreign("30 jwk", header -> header.put("jwk", stranger.jwk())),
                foreign(
                        "30 jwk that is the issuer's",
                        header -> header.put("jwk", issuer.signing().jwk())),
                foreign("31 jku", header -> header.put("jku", address)),
                foreign("31 jku without value", header -> header.putNull("jku")),
                foreign("32 x5u", header -> header.put("x5u", address)),
                foreign("33 x5c", header -> header.put("x5c", chain)));
    }

    private Stream<Attack> critical() {
        return Stream.of(
                header("34 crit with a name", header -> header.put("crit", new JsonArray().add("x"))
                        .put("x", 1)),
                header("35 crit empty", header -> header.put("crit", new JsonArray())),
                header("35 crit a text", header -> header.put("crit", "x")),
                header("35 crit that names alg", header -> header.put("crit", new JsonArray().add("alg"))),
                header("35 crit with a name that is absent", header -> header.put("crit", new JsonArray().add("x"))),
                header("35 crit null", header -> header.putNull("crit")),
                header("36 b64 false", header -> header.put("b64", false)),
                header("36 b64 true", header -> header.put("b64", true)),
                header("36 b64 false and critical", header -> header.put("b64", false)
                        .put("crit", new JsonArray().add("b64"))),
                header("37 zip", header -> header.put("zip", "DEF")),
                header("37 enc", header -> header.put("enc", "A256GCM")));
    }

    private Stream<Attack> types() {
        Stream<Attack> refused = Stream.of(
                        "logout+jwt", "secevent+jwt", "dpop+jwt", "JOSE+JSON", "JOSE", "id_token", "", " JWT", "jwt\0")
                .map(type -> header("38 typ " + type, header -> header.put("typ", type)));
        Stream<Attack> granted = Stream.of("at+jwt", "AT+JWT", "application/at+jwt", "JWT", "jwt")
                .map(type -> Attack.granted("39 typ " + type, "/any", good(header -> header.put("typ", type))));
        return Stream.of(
                        refused,
                        granted,
                        Stream.of(
                                header("38 typ a number", header -> header.put("typ", 1)),
                                header("38 typ null", header -> header.putNull("typ")),
                                Attack.granted("39 typ absent", "/any", good(header -> without(header, "typ"))),
                                header("40 cty JWT", header -> header.put("cty", "JWT"))))
                .flatMap(rows -> rows);
    }

    private Stream<Attack> ids() {
        return Stream.of(
                header("41 kid absent", header -> without(header, "kid")),
                header("44 kid null", header -> header.putNull("kid")),
                header("44 kid a number", header -> header.put("kid", 1)),
                header("44 kid an object", header -> header.put("kid", new JsonObject())),
                header("44 kid an array", header -> header.put("kid", new JsonArray().add("key-1"))),
                header("44 kid empty", header -> header.put("kid", "")),
                header("45 kid of 257 letters", header -> header.put("kid", "k".repeat(257))),
                Attack.refused(
                        "45 kid of 10 KB",
                        good(header -> header.put("kid", "k".repeat(10_000))),
                        Reason.MALFORMED_TOKEN),
                Attack.refused("47 nonce", good(header -> header.put("nonce", "n")), Reason.GRAPH_TOKEN));
    }

    private Attack keyed(String name, String algorithm, byte[] secret) {
        try {
            String text = unsigned(header -> header.put("alg", algorithm));
            Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
            mac.init(new SecretKeySpec(secret, "RAW"));
            String token = text + "." + TestIssuer.encode(mac.doFinal(bytes(text)));
            return Attack.refused(name, token, Reason.ALGORITHM_NOT_ALLOWED);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Attack signed(String name, TestKey key) {
        String token = key.token(Issuers.header(key), issuer.claims().put("scp", "use"));
        return Attack.refused(name, token, Reason.ALGORITHM_NOT_ALLOWED);
    }

    private Attack algorithm(String name, UnaryOperator<JsonObject> change) {
        return Attack.refused(name, good(change), Reason.ALGORITHM_NOT_ALLOWED);
    }

    private Attack header(String name, UnaryOperator<JsonObject> change) {
        return Attack.refused(name, good(change), Reason.HEADER_NOT_ACCEPTABLE);
    }

    /** Signed by a key of which the header itself says where it is. */
    private Attack foreign(String name, UnaryOperator<JsonObject> change) {
        String token =
                stranger.token(change.apply(issuer.header()), issuer.claims().put("scp", "use"));
        return Attack.refused(name, token, Reason.HEADER_NOT_ACCEPTABLE);
    }

    private String good(UnaryOperator<JsonObject> change) {
        return issuer.token(change.apply(issuer.header()), issuer.claims().put("scp", "use"));
    }

    private String unsigned(UnaryOperator<JsonObject> change) {
        String token = good(change);
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static JsonObject without(JsonObject object, String member) {
        object.remove(member);
        return object;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
