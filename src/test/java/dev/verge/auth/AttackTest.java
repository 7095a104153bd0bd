package dev.verge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.token.Caller;
import dev.verge.auth.token.RefusalException;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that must not pass, each one change away from a good one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = TestIssuer.start(vertx);
    private final Identity identity =
            new Identity(vertx, issuer.settings(), observation -> {}, System::nanoTime, Clock.systemUTC());
    private final AccessControl control = new AccessControl(
            new AccessRule(List.of(new Requirement(Set.of(), Set.of())), null, null),
            identity.authenticator(),
            identity.challenges());

    @BeforeAll
    void start() {
        Futures.result(identity.start());
    }

    @AfterAll
    void stop() {
        Futures.result(identity.close());
        Futures.result(vertx.close());
    }

    @Test
    void acceptsGoodToken() {
        Caller caller = Futures.result(control.admit(List.of("bearer " + issuer.token("admin"))));
        assertThat(caller.roles()).containsExactly("admin");
        assertThat(caller.subject()).isEqualTo("subject");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"serialisations", "headers", "claims"})
    void refusesToken(String name, String token) {
        Problem problem = problem("Bearer " + token);
        assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(problem.headers().get("WWW-Authenticate"))
                .startsWith("Bearer realm=\"verge\", error=\"invalid_token\", error_description=\"")
                .doesNotContain("key-1");
    }

    Stream<Arguments> serialisations() {
        String good = issuer.token("admin");
        String[] parts = good.split("\\.");
        String claims = issuer.claims().put("scp", "use").encode();
        String header = issuer.header().encode();
        var rows = new Rows();
        rows.add("two segments", parts[0] + "." + parts[1]);
        rows.add("four segments", good + ".x");
        rows.add("five segments", good + ".x.y");
        rows.add("trailing dot", good + ".");
        rows.add("trailing dots", good + "..");
        rows.add("leading dot", "." + good);
        rows.add("JSON serialisation", "{\"payload\":\"" + parts[1] + "\"}");
        rows.add("padding", good + "==");
        rows.add("standard alphabet", parts[0] + "." + parts[1] + ".+/" + parts[2].substring(2));
        rows.add("white space inside", parts[0] + "." + parts[1] + ". " + parts[2]);
        rows.add("unused bits set", nonCanonical(good));
        rows.add("letters beyond ASCII", parts[0] + "." + parts[1] + ".\u00e9" + parts[2].substring(1));
        rows.add("25 KiB", issuer.token(issuer.claims().put("scp", "x".repeat(25_000))));
        rows.add("header of 5 KiB", issuer.token(issuer.header().put("x", "x".repeat(5_000)), issuer.claims()));
        rows.add("header is an array", issuer.sign("[]", claims));
        rows.add("header is a scalar", issuer.sign("1", claims));
        rows.add("garbage behind the header", issuer.sign(header + "x", claims));
        rows.add("second object behind the claims", issuer.sign(header, claims + "{}"));
        rows.add("deep nesting", issuer.sign(header, "[".repeat(3_000)));
        rows.add("member alg twice", issuer.sign(twice(header, "\"alg\":\"none\""), claims));
        rows.add("member kid twice", issuer.sign(twice(header, "\"kid\":\"x\""), claims));
        rows.add("member iss twice", issuer.sign(header, twice(claims, "\"iss\":\"x\"")));
        rows.add("byte order mark", issuer.sign(header, "\ufeff" + claims));
        rows.add("UTF-16", issuer.sign(bytes(header), claims.getBytes(StandardCharsets.UTF_16BE)));
        rows.add(
                "not UTF-8",
                issuer.sign(bytes(header), claims.replace("use", "\u00e9").getBytes(StandardCharsets.ISO_8859_1)));
        rows.add("bit flipped in the claims", parts[0] + "." + flip(parts[1]) + "." + parts[2]);
        rows.add("bit flipped in the signature", parts[0] + "." + parts[1] + "." + flip(parts[2]));
        rows.add("empty signature", parts[0] + "." + parts[1] + ".");
        rows.add("short signature", parts[0] + "." + parts[1] + "." + parts[2].substring(0, 340));
        rows.add("long signature", parts[0] + "." + parts[1] + "." + TestIssuer.encode(new byte[257]));
        rows.add("signed with RSA-512", issuer.signText(parts[0] + "." + parts[1], "SHA512withRSA"));
        rows.add("another header", TestIssuer.encode(bytes(header + " ")) + "." + parts[1] + "." + parts[2]);
        return rows.stream();
    }

    Stream<Arguments> headers() {
        var rows = new Rows();
        for (String algorithm : List.of("none", "None", "NONE", "nOnE", "HS256", "RS384", "RS512", "PS256", "ES256")) {
            rows.add("alg " + algorithm, header(header -> header.put("alg", algorithm)));
        }
        rows.add("alg absent", header(header -> header.remove("alg")));
        rows.add("alg null", header(header -> header.putNull("alg")));
        rows.add("alg number", header(header -> header.put("alg", 256)));
        rows.add("alg array", header(header -> header.put("alg", new JsonArray().add("RS256"))));
        for (String member : List.of("jwk", "jku", "x5u", "x5c", "zip", "enc", "cty", "nonce", "crit")) {
            rows.add(member, header(header -> header.put(member, issuer.issuer() + "/attack")));
        }
        rows.add("crit empty", header(header -> header.put("crit", new JsonArray())));
        rows.add("b64 false", header(header -> header.put("b64", false)));
        for (String type : List.of("logout+jwt", "secevent+jwt", "dpop+jwt", "JOSE+JSON", "")) {
            rows.add("typ " + type, header(header -> header.put("typ", type)));
        }
        rows.add("typ number", header(header -> header.put("typ", 1)));
        rows.add("kid absent", header(header -> header.remove("kid")));
        rows.add("kid null", header(header -> header.putNull("kid")));
        rows.add("kid number", header(header -> header.put("kid", 1)));
        rows.add("kid object", header(header -> header.put("kid", new JsonObject())));
        rows.add("kid empty", header(header -> header.put("kid", "")));
        rows.add("kid of 300 letters", header(header -> header.put("kid", "k".repeat(300))));
        rows.add("kid path", header(header -> header.put("kid", "../../etc/passwd\n' OR 1=1")));
        rows.add("kid unknown", header(header -> header.put("kid", "unknown")));
        return rows.stream();
    }

    Stream<Arguments> claims() {
        long now = Instant.now().getEpochSecond();
        var rows = new Rows();
        rows.add("exp absent", claims(claims -> claims.remove("exp")));
        for (Object value : List.of("1", true, new JsonObject(), -1, 1e30, now * 1000, now - 61, now + 30 * 3600)) {
            rows.add("exp " + value, claims(claims -> claims.put("exp", value)));
        }
        rows.add("exp null", claims(claims -> claims.putNull("exp")));
        rows.add("nbf in future", claims(claims -> claims.put("nbf", now + 120)));
        rows.add("nbf text", claims(claims -> claims.put("nbf", "1")));
        rows.add("iat in future", claims(claims -> claims.put("iat", now + 120)));
        rows.add("aud absent", claims(claims -> claims.remove("aud")));
        rows.add("aud null", claims(claims -> claims.putNull("aud")));
        for (Object value : List.of(
                1,
                new JsonObject(),
                new JsonArray(),
                "API",
                "api/",
                "https://graph.microsoft.com",
                new JsonArray().add(1))) {
            rows.add("aud " + value, claims(claims -> claims.put("aud", value)));
        }
        rows.add("iss absent", claims(claims -> claims.remove("iss")));
        for (Object value : List.of(
                issuer.issuer() + "/",
                issuer.issuer() + ".evil",
                "https" + issuer.issuer().substring(4),
                new JsonArray().add(issuer.issuer()),
                issuer.issuer() + "\0")) {
            rows.add("iss " + value, claims(claims -> claims.put("iss", value)));
        }
        rows.add("TID beside tid", claims(claims -> claims.put("tid", "a").put("TID", "b")));
        rows.add("tid number", claims(claims -> claims.put("tid", 1)));
        rows.add("sub object", claims(claims -> claims.put("sub", new JsonObject())));
        for (Object value : List.of("admin", 1, new JsonArray().add(1), many())) {
            rows.add("roles " + value.getClass(), claims(claims -> claims.put("roles", value)));
        }
        rows.add("scp number", claims(claims -> claims.put("scp", 1)));
        rows.add("neither roles nor scopes", issuer.token(issuer.claims()));
        rows.add("blank scopes", issuer.token(issuer.claims().put("scp", " ")));
        rows.add("roles in groups", issuer.token(issuer.claims().put("groups", new JsonArray().add("admin"))));
        rows.add(
                "ID token", issuer.token(issuer.claims().put("nonce", "n").put("roles", new JsonArray().add("admin"))));
        rows.add("cnf", claims(claims -> claims.put("cnf", new JsonObject())));
        return rows.stream();
    }

    private String header(Consumer<JsonObject> change) {
        JsonObject header = issuer.header();
        change.accept(header);
        return issuer.token(header, issuer.claims().put("scp", "use"));
    }

    private String claims(Consumer<JsonObject> change) {
        JsonObject claims = issuer.claims().put("scp", "use");
        change.accept(claims);
        return issuer.token(claims);
    }

    private Problem problem(String authorization) {
        Throwable failure = Futures.failure(control.admit(List.of(authorization)));
        return control.answer((RefusalException) failure);
    }

    private static JsonArray many() {
        var names = new JsonArray();
        for (int i = 0; i < 1_001; i++) {
            names.add("role" + i);
        }
        return names;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String twice(String object, String member) {
        return "{" + member + "," + object.substring(1);
    }

    private static String flip(String segment) {
        return (segment.charAt(9) == 'A' ? "B" : "A") + segment.substring(1, 9) + "A" + segment.substring(10);
    }

    private static String nonCanonical(String token) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
    }

    /** Rows of a table. */
    private static final class Rows {
        private final List<Arguments> rows = new ArrayList<>();

        void add(String name, String token) {
            rows.add(Arguments.of(name, token));
        }

        Stream<Arguments> stream() {
            return rows.stream();
        }
    }
}
