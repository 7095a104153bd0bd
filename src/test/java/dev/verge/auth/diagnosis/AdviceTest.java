package dev.verge.auth.diagnosis;

import static dev.verge.auth.diagnosis.ExplainedTokens.CLIENT;
import static dev.verge.auth.diagnosis.ExplainedTokens.FIRST;
import static dev.verge.auth.diagnosis.ExplainedTokens.SECOND;
import static dev.verge.auth.diagnosis.ExplainedTokens.TENANT;
import static dev.verge.auth.diagnosis.ExplainedTokens.agreedReason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.token.Reason;
import dev.verge.config.IdentitySettings;
import dev.verge.config.TokenDialect;
import dev.verge.testing.Futures;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdviceTest {
    private final ExplainedTokens tokens = new ExplainedTokens();

    @AfterAll
    void stop() {
        tokens.stop();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"texts", "tokens"})
    void saysWhatIsWrongAndWhatToDo(String name, String token, Reason reason, String advice) {
        Explanation explanation = tokens.explain(token);
        assertThat(agreedReason(explanation)).isEqualTo(reason);
        assertThat(String.join("\n", explanation.advice())).contains(advice);
    }

    Stream<Arguments> texts() {
        String good = tokens.token(claims -> {});
        String[] parts = good.split("\\.");
        JsonObject header = tokens.issuer().header();
        return Stream.of(
                row("in quotation marks", "\"" + good + "\"", Reason.MALFORMED_TOKEN, "whole and as it came"),
                row(
                        "broken into lines",
                        good.substring(0, 100) + "\n" + good.substring(100),
                        Reason.MALFORMED_TOKEN,
                        ""),
                row("two tokens", good + "," + good, Reason.MALFORMED_CREDENTIALS, "whole and as it came"),
                row("a word", "token", Reason.MALFORMED_TOKEN, ""),
                row("without signature", parts[0] + "." + parts[1] + ".", Reason.BAD_SIGNATURE, "changed or cut"),
                row("cut", good.substring(0, good.length() - 6), Reason.BAD_SIGNATURE, "changed or cut"),
                row("encrypted", "a.b.c.d.e", Reason.ENCRYPTED_TOKEN, "encrypted"),
                row("too long", "x".repeat(70_000), Reason.MALFORMED_TOKEN, ""),
                row(
                        "Graph's header",
                        tokens.issuer().token(header.copy().put("nonce", "x"), tokens.claims()),
                        Reason.GRAPH_TOKEN,
                        "scope=api://" + CLIENT + "/.default"),
                row(
                        "alg none",
                        tokens.issuer().token(header.copy().put("alg", "none"), tokens.claims()),
                        Reason.ALGORITHM_NOT_ALLOWED,
                        "algorithms"),
                row(
                        "alg not set",
                        tokens.issuer().token(header.copy().put("alg", "PS256"), tokens.claims()),
                        Reason.ALGORITHM_NOT_ALLOWED,
                        "identity.issuers.entra.algorithms"),
                row(
                        "crit",
                        tokens.issuer().token(header.copy().put("crit", new JsonArray().add("x")), tokens.claims()),
                        Reason.HEADER_NOT_ACCEPTABLE,
                        "kid"),
                row(
                        "unknown kid",
                        tokens.issuer().token(header.copy().put("kid", "other"), tokens.claims()),
                        Reason.UNKNOWN_KEY,
                        "claims mapping"));
    }

    Stream<Arguments> tokens() {
        long now = tokens.clock().instant().getEpochSecond();
        return Stream.of(
                row(
                        "version 1",
                        claims -> claims.put("iss", FIRST).put("ver", "1.0"),
                        Reason.WRONG_VERSION,
                        "requestedAccessTokenVersion to 2"),
                row("ver missing", claims -> claims.remove("ver"), Reason.WRONG_VERSION, "versions"),
                row(
                        "other tenant",
                        claims -> claims.put("iss", SECOND.replace('7', '6')),
                        Reason.TENANT_NOT_ALLOWED,
                        "identity.issuers.entra.tenants"),
                row("tid of another", claims -> claims.put("tid", CLIENT), Reason.TENANT_NOT_ALLOWED, "tenant"),
                row(
                        "other issuer",
                        claims -> claims.put("iss", "https://id.example"),
                        Reason.WRONG_ISSUER,
                        "below identity.issuers"),
                row("slash", claims -> claims.put("iss", SECOND + "/"), Reason.WRONG_ISSUER, "slash at the end"),
                row(
                        "Graph",
                        claims -> claims.put("aud", "00000003-0000-0000-c000-000000000000"),
                        Reason.GRAPH_TOKEN,
                        "scope=api://" + CLIENT + "/.default"),
                row("other API", claims -> claims.put("aud", TENANT), Reason.WRONG_AUDIENCE, "another API"),
                row("App ID URI", claims -> claims.put("aud", "api://" + CLIENT), Reason.WRONG_AUDIENCE, "App ID URI"),
                row(
                        "case of aud",
                        claims -> claims.put("aud", CLIENT.toUpperCase(Locale.ROOT)),
                        Reason.WRONG_AUDIENCE,
                        "letter case"),
                row("expired", claims -> claims.put("exp", now - 4_000), Reason.EXPIRED, "new token"),
                row("not yet", claims -> claims.put("nbf", now + 4_000), Reason.NOT_YET_VALID, "clocks"),
                row("for days", claims -> claims.put("exp", now + 200_000), Reason.LIFETIME_TOO_LONG, "29 hours"),
                row("bound", claims -> claims.put("cnf", new JsonObject()), Reason.BOUND_TOKEN, "DPoP"),
                row(
                        "ID token",
                        claims -> {
                            claims.remove("scp");
                            claims.remove("azp");
                            claims.put("nonce", "x");
                        },
                        Reason.NOT_AN_ACCESS_TOKEN,
                        "Send the access_token"),
                row(
                        "application without idtyp",
                        claims -> claims.remove("scp"),
                        Reason.NOT_AN_ACCESS_TOKEN,
                        "optional claim idtyp"),
                row(
                        "application without role",
                        claims -> {
                            claims.remove("scp");
                            claims.remove("roles");
                            claims.put("idtyp", "app");
                        },
                        Reason.NO_PERMISSIONS,
                        "admin consent"),
                row(
                        "roles as text",
                        claims -> claims.put("roles", "member"),
                        Reason.CLAIMS_NOT_ACCEPTABLE,
                        "list of texts"));
    }

    private static Arguments row(String name, String token, Reason reason, String advice) {
        return Arguments.of(name, token, reason, advice);
    }

    private Arguments row(String name, Consumer<JsonObject> change, Reason reason, String advice) {
        return row(name, tokens.token(change), reason, advice);
    }

    @Test
    void knowsTheOtherVersion() {
        IdentitySettings first = tokens.settings(TokenDialect.ENTRA_V1, FIRST, "api://shop", CLIENT);
        assertThat(advice(first, tokens.token(claims -> {}))).contains("This is a version 2 token");
    }

    @Test
    void knowsOtherProviders() {
        IdentitySettings other = tokens.issuer().settings();
        JsonObject claims = tokens.issuer().claims();
        assertThat(advice(other, tokens.issuer().token(claims.copy().put("aud", "other"))))
                .contains("whose aud is api", "identity.issuers.test.audiences");
        assertThat(advice(other, tokens.issuer().token(claims.copy().put("at_hash", "x"))))
                .contains("token of a login");
    }

    private String advice(IdentitySettings settings, String token) {
        var question = new Question(token, null, null, true);
        return Futures.result(tokens.explainer(settings).explain(question))
                .advice()
                .get(0);
    }
}
