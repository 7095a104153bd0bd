package dev.verge.identity;

import dev.verge.auth.token.Reason;
import dev.verge.testing.TestIssuer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows 81 to 94 and 99 for a standard provider: claims that are missing, of another type, or somebody else's. */
final class ClaimAttacks {
    private final TestIssuer issuer;

    ClaimAttacks(TestIssuer issuer) {
        this.issuer = issuer;
    }

    Stream<Attack> rows() {
        return Stream.of(others(), audiences(), issuers(), names(), logins()).flatMap(rows -> rows);
    }

    private Stream<Attack> others() {
        return Stream.of(
                claims("88 TID beside tid", claims -> claims.put("tid", "a").put("TID", "b")),
                claims("88 tid a number", claims -> claims.put("tid", 1)),
                claims("88 sub an object", claims -> claims.put("sub", new JsonObject())),
                Attack.refused(
                        "99 cnf",
                        token(claims -> claims.put("cnf", new JsonObject().put("jkt", "x"))),
                        Reason.BOUND_TOKEN),
                Attack.refused("99 cnf null", token(claims -> claims.putNull("cnf")), Reason.BOUND_TOKEN));
    }

    private Stream<Attack> audiences() {
        Stream<Attack> wrong = Stream.of("api/", "ap", "api ", "", "https://api.example.com/v1", "client-1")
                .map(audience -> audience("85 aud '" + audience + "'", audience));
        return Stream.concat(
                wrong,
                Stream.of(
                        claims("81 aud missing", claims -> without(claims, "aud")),
                        claims("81 aud null", claims -> claims.putNull("aud")),
                        claims("81 aud a number", claims -> claims.put("aud", 1)),
                        claims("81 aud an object", claims -> claims.put("aud", new JsonObject().put("api", 1))),
                        claims(
                                "81 aud an array with a number",
                                claims -> claims.put(
                                        "aud", new JsonArray().add("api").add(1))),
                        audience("81 aud an empty array", new JsonArray()),
                        audience("84 aud in capitals", "API"),
                        audience("82 aud an array without ours", new JsonArray().add("other")),
                        Attack.granted(
                                "82 aud an array with ours",
                                "/any",
                                token(claims -> claims.put(
                                        "aud", new JsonArray().add("other").add("api")))),
                        graph("85 aud Graph", "https://graph.microsoft.com"),
                        graph("85 aud Graph's id", "00000003-0000-0000-c000-000000000000"),
                        graph(
                                "85 aud ours and Graph",
                                new JsonArray().add("api").add("https://graph.microsoft.com"))));
    }

    private Stream<Attack> issuers() {
        String iss = issuer.issuer();
        Stream<Attack> wrong = Stream.of(
                        iss + "/",
                        iss + ".evil.example",
                        iss + "/x",
                        "x" + iss,
                        iss.substring(0, iss.length() - 1),
                        "",
                        iss.replace("http:", "https:"),
                        iss.replace("http:", "HTTP:"),
                        " " + iss,
                        iss + "\n",
                        "https://evil.example/" + iss,
                        iss.replace("127.0.0.1", "localhost"),
                        iss + "#",
                        iss + "?x")
                .map(value -> Attack.refused(
                        "86 iss " + value.replace("\n", "LF").replaceAll(":[0-9]+", ""),
                        token(claims -> claims.put("iss", value)),
                        Reason.WRONG_ISSUER));
        return Stream.concat(
                wrong,
                Stream.of(
                        claims("86 iss missing", claims -> without(claims, "iss")),
                        claims("86 iss null", claims -> claims.putNull("iss")),
                        claims("86 iss an array", claims -> claims.put("iss", new JsonArray().add(iss))),
                        claims("86 iss an object", claims -> claims.put("iss", new JsonObject().put("iss", iss)))));
    }

    private Stream<Attack> names() {
        var many = new JsonArray();
        IntStream.rangeClosed(0, 1_000).forEach(i -> many.add("r" + i));
        return Stream.of(
                claims("94 roles a text", claims -> claims.put("roles", "admin")),
                claims("94 roles a number", claims -> claims.put("roles", 1)),
                claims("94 roles null", claims -> claims.putNull("roles")),
                claims("94 roles an object", claims -> claims.put("roles", new JsonObject().put("admin", true))),
                claims(
                        "94 roles nested",
                        claims -> claims.put("roles", new JsonArray().add(new JsonArray().add("admin")))),
                claims(
                        "94 roles with a number",
                        claims ->
                                claims.put("roles", new JsonArray().add("admin").add(1))),
                claims(
                        "94 roles with null",
                        claims ->
                                claims.put("roles", new JsonArray().add("admin").addNull())),
                claims("94 roles with NUL", claims -> claims.put("roles", new JsonArray().add("admin\0"))),
                claims("94 more than 1,000 roles", claims -> claims.put("roles", many)),
                claims("94 scp a number", claims -> claims.put("scp", 1)),
                claims("94 scp null", claims -> claims.putNull("scp")));
    }

    private Stream<Attack> logins() {
        JsonArray roles = new JsonArray().add("admin");
        return Stream.of(
                Attack.refused(
                        "92 nonce without scope",
                        issuer.token(issuer.claims().put("nonce", "n").put("roles", roles)),
                        Reason.NOT_AN_ACCESS_TOKEN),
                Attack.refused("92 at_hash", token(claims -> claims.put("at_hash", "x")), Reason.NOT_AN_ACCESS_TOKEN),
                Attack.refused(
                        "92 typ ID among the claims",
                        token(claims -> claims.put("typ", "ID")),
                        Reason.NOT_AN_ACCESS_TOKEN),
                Attack.refused(
                        "92 typ Refresh among the claims",
                        token(claims -> claims.put("typ", "Refresh")),
                        Reason.NOT_AN_ACCESS_TOKEN),
                Attack.forbidden(
                        "93 neither scp nor roles", "/any", issuer.token(issuer.claims()), Reason.NO_PERMISSIONS),
                Attack.forbidden(
                        "93 scp blank", "/any", issuer.token(issuer.claims().put("scp", " ")), Reason.NO_PERMISSIONS),
                Attack.forbidden(
                        "93 roles empty",
                        "/any",
                        issuer.token(issuer.claims().put("roles", new JsonArray())),
                        Reason.NO_PERMISSIONS),
                Attack.forbidden(
                        "97 groups only",
                        "/any",
                        issuer.token(issuer.claims().put("groups", roles)),
                        Reason.NO_PERMISSIONS));
    }

    private Attack claims(String name, UnaryOperator<JsonObject> change) {
        return Attack.refused(name, token(change), Reason.CLAIMS_NOT_ACCEPTABLE);
    }

    private Attack audience(String name, Object audience) {
        return Attack.refused(name, token(claims -> claims.put("aud", audience)), Reason.WRONG_AUDIENCE);
    }

    private Attack graph(String name, Object audience) {
        return Attack.refused(name, token(claims -> claims.put("aud", audience)), Reason.GRAPH_TOKEN);
    }

    private String token(UnaryOperator<JsonObject> change) {
        return issuer.token(change.apply(issuer.claims().put("scp", "use")));
    }

    private static JsonObject without(JsonObject object, String member) {
        object.remove(member);
        return object;
    }
}
