package dev.verge.identity;

import dev.verge.auth.token.Reason;
import dev.verge.testing.TestIssuer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows 1 to 20: texts that a lenient reader takes for a token, or for another one. */
final class SerialisationAttacks {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final TestIssuer issuer;
    private final String good;
    private final String header;
    private final String payload;
    private final String signature;

    SerialisationAttacks(TestIssuer issuer) {
        this.issuer = issuer;
        this.good = issuer.token("admin");
        String[] segments = good.split("\\.");
        this.header = segments[0];
        this.payload = segments[1];
        this.signature = segments[2];
    }

    Stream<Attack> rows() {
        return Stream.of(segments(), alphabet(), spellings(), json(), encodings())
                .flatMap(rows -> rows);
    }

    private Stream<Attack> segments() {
        String unsigned = header + "." + payload;
        return Stream.of(
                Attack.malformed("1 token empty", "Bearer "),
                Attack.malformed("1 Bearer only", "Bearer"),
                malformed("2 two segments", unsigned),
                malformed("2 two segments, alg none", TestIssuer.encode(bytes("{\"alg\":\"none\"}")) + "." + payload),
                malformed("2 one segment", payload),
                malformed("4 four segments", good + ".x"),
                malformed("5 trailing dot", good + "."),
                malformed("6 three trailing dots", good + "..."),
                malformed("6 twenty trailing dots", good + ".".repeat(20)),
                malformed("7 leading dot", "." + good),
                malformed("7 only dots", ".."),
                malformed("7 header empty", "." + payload + "." + signature),
                malformed("7 payload empty", header + ".." + signature),
                Attack.refused("6 two trailing dots", good + "..", Reason.ENCRYPTED_TOKEN),
                Attack.refused("8 five segments", good + ".x.y", Reason.ENCRYPTED_TOKEN),
                Attack.refused("8 JWE without encrypted key", header + "..iv.text.tag", Reason.ENCRYPTED_TOKEN),
                Attack.refused("8 JWE around an unsigned token", encrypted(), Reason.ENCRYPTED_TOKEN),
                malformed("9 flattened JSON serialisation", flattened().encode()),
                malformed(
                        "9 general JSON serialisation",
                        "{\"payload\":\"" + payload + "\",\"signatures\":[" + flattened() + "]}"));
    }

    private Stream<Attack> alphabet() {
        return Stream.of(
                malformed("10 padding behind the signature", good + "=="),
                malformed("10 padding behind the payload", header + "." + payload + "=." + signature),
                malformed("11 plus", header + "." + payload + ".+" + signature.substring(1)),
                malformed("11 slash", header + "." + payload + "./" + signature.substring(1)),
                malformed("12 space before the signature", header + "." + payload + ". " + signature),
                malformed("12 space in the header", header + " ." + payload + "." + signature),
                malformed("12 tab in the payload", header + "." + payload + "\t." + signature),
                malformed("12 question mark in the payload", header + "." + payload + "?." + signature),
                malformed("14 letter beyond ASCII", header + "." + payload + ".\u00e9" + signature.substring(1)),
                malformed("14 letter beyond Latin-1", header + "." + payload + ".\u0409" + signature.substring(1)),
                malformed("15 more than 24 KiB", issuer.token(issuer.claims().put("scp", "x".repeat(18_100)))),
                malformed("15 more than 24 KiB of header", good(issuer.header().put("x", "x".repeat(18_000)))),
                malformed("15 header of 5 KiB", good(issuer.header().put("x", "x".repeat(5_000)))));
    }

    /** A signature of 256 bytes ends in a letter of which 4 bits belong to no byte. */
    private Stream<Attack> spellings() {
        String all = good.substring(0, good.length() - 1);
        int last = ALPHABET.indexOf(good.charAt(good.length() - 1));
        return IntStream.range(1, 16)
                .mapToObj(bits -> malformed("13 unused bits " + bits, all + ALPHABET.charAt(last + bits)));
    }

    private Stream<Attack> json() {
        String head = issuer.header().encode();
        String claims = claims();
        return Stream.of(
                signed("16 header is an array", "[" + head + "]", claims),
                signed("16 header is a number", "1", claims),
                signed("16 header is null", "null", claims),
                signed("16 header is a text", "\"RS256\"", claims),
                signed("16 header is nothing", " ", claims),
                signed("16 payload is a text", head, "\"foo\""),
                signed("17 letter behind the header", head + "x", claims),
                signed("17 second object behind the header", head + "{}", claims),
                signed("17 second object behind the claims", head, claims + "{}"),
                signed("17 comment in the claims", head, claims.replace("{", "{/**/")),
                signed("17 single quotes", head, claims.replace('"', '\'')),
                signed("17 comma behind the last claim", head, claims.replace("}", ",}")),
                signed("18 3,000 arrays", head, "{\"x\":" + "[".repeat(3_000)),
                signed("18 3,000 arrays, closed", head, "{\"x\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}"),
                signed("18 1,000 objects in the header", "{\"x\":".repeat(600) + "1" + "}".repeat(600), claims),
                signed("19 alg twice", twice(head, "\"alg\":\"none\""), claims),
                signed("19 kid twice", twice(head, "\"kid\":\"x\""), claims),
                signed("19 kid twice, escaped", twice(head, "\"k\\u0069d\":\"x\""), claims),
                signed("19 iss twice", head, twice(claims, "\"iss\":\"x\"")),
                signed("19 exp twice", head, twice(claims, "\"exp\":1")),
                signed("19 tid twice", head, twice(twice(claims, "\"tid\":\"a\""), "\"tid\":\"b\"")));
    }

    private Stream<Attack> encodings() {
        String claims = claims();
        return Stream.of(
                signed("20 byte order mark before the claims", issuer.header().encode(), "\ufeff" + claims),
                signed(
                        "20 byte order mark before the header",
                        "\ufeff" + issuer.header().encode(),
                        claims),
                encoded("20 UTF-16BE", claims, StandardCharsets.UTF_16BE),
                encoded("20 UTF-16LE", claims, StandardCharsets.UTF_16LE),
                encoded("20 UTF-16 with byte order mark", claims, StandardCharsets.UTF_16),
                encoded("20 UTF-32BE", claims, Charset.forName("UTF-32BE")),
                encoded("20 not UTF-8", claims.replace("use", "us\u00e9"), StandardCharsets.ISO_8859_1),
                signed("20 NUL in the claims", issuer.header().encode(), claims + "\0"),
                Attack.refused(
                        "20 escaped NUL in iss",
                        issuer.sign(
                                issuer.header().encode(), claims.replace(issuer.issuer(), issuer.issuer() + "\\u0000")),
                        Reason.WRONG_ISSUER));
    }

    private String claims() {
        return issuer.claims().put("scp", "use").encode();
    }

    private String good(JsonObject header) {
        return issuer.token(header, issuer.claims().put("scp", "use"));
    }

    private String encrypted() {
        String head = TestIssuer.encode(bytes("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"cty\":\"JWT\"}"));
        return head + "." + signature + "." + TestIssuer.encode(new byte[12]) + "." + payload + "."
                + TestIssuer.encode(new byte[16]);
    }

    private JsonObject flattened() {
        return new JsonObject().put("payload", payload).put("protected", header).put("signature", signature);
    }

    private Attack signed(String name, String head, String claims) {
        return malformed(name, issuer.sign(head, claims));
    }

    private Attack encoded(String name, String claims, Charset charset) {
        return malformed(name, issuer.sign(bytes(issuer.header().encode()), claims.getBytes(charset)));
    }

    private static Attack malformed(String name, String token) {
        return Attack.refused(name, token, Reason.MALFORMED_TOKEN);
    }

    private static String twice(String object, String member) {
        return "{" + member + "," + object.substring(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
