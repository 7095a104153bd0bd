package dev.verge.auth.diagnosis;

import static dev.verge.auth.diagnosis.ExplainedTokens.CLIENT;
import static dev.verge.auth.diagnosis.ExplainedTokens.SECOND;
import static dev.verge.auth.diagnosis.ExplainedTokens.TENANT;
import static dev.verge.auth.diagnosis.ExplainedTokens.agreedReason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.AccessRule;
import dev.verge.auth.Requirement;
import dev.verge.auth.diagnosis.Verdict.Outcome;
import dev.verge.auth.token.CallerKind;
import dev.verge.auth.token.Reason;
import dev.verge.config.IdentitySettings;
import dev.verge.config.TokenDialect;
import dev.verge.testing.Futures;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenExplainerTest {
    private final ExplainedTokens tokens = new ExplainedTokens();

    @AfterAll
    void stop() {
        tokens.stop();
    }

    @Test
    void acceptsGoodToken() {
        Explanation explanation = tokens.explain(tokens.token(claims -> {}));
        assertThat(agreedReason(explanation)).isNull();
        assertThat(explanation.verdict().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(explanation.verdict().who()).isEqualTo("user, roles member, scopes access_as_user");
        assertThat(explanation.steps()).allMatch(step -> step.result() == Step.Result.PASSED);
        assertThat(explanation.steps())
                .extracting(Step::name)
                .containsExactly(
                        "form",
                        "header",
                        "issuer",
                        "algorithm",
                        "audience",
                        "tenant",
                        "version",
                        "binding",
                        "time",
                        "kind",
                        "key",
                        "key's issuer",
                        "signature",
                        "permissions");
        assertThat(explanation.advice()).isEmpty();
    }

    @Test
    void agreesWithTheServerWhateverTheClaimsAre() {
        List<Object> values = List.of(
                "x",
                "",
                "a\u0000b",
                1,
                -1,
                1e30,
                true,
                new JsonArray(),
                new JsonArray().add("x"),
                new JsonArray().add(1),
                new JsonObject().put("x", 1));
        var names = new java.util.TreeSet<>(tokens.claims().fieldNames());
        names.addAll(List.of("idtyp", "cnf", "nonce", "TID", "appid", "client_id", "uti", "acrs", "xms_cc"));
        for (String name : names) {
            assertAgreement(claims -> claims.remove(name));
            assertAgreement(claims -> claims.putNull(name));
            values.forEach(value -> assertAgreement(claims -> claims.put(name, value)));
        }
    }

    private void assertAgreement(Consumer<JsonObject> change) {
        Reason ignored = agreedReason(tokens.explain(tokens.token(change)));
    }

    @Test
    void namesEverythingThatIsWrongAndNotOnlyTheFirst() {
        Explanation explanation = tokens.explain(
                tokens.token(claims -> claims.put("aud", TENANT).put("exp", 1).put("roles", new JsonArray())));
        assertThat(explanation.steps().stream().map(Step::reason).filter(reason -> reason != null))
                .containsExactly(Reason.WRONG_AUDIENCE, Reason.EXPIRED);
        assertThat(explanation.advice()).hasSize(2);
        assertThat(explanation.verdict().status()).isEqualTo(401);
    }

    @Test
    void saysWhatTheOperationNeeds() {
        var admin = new AccessRule(
                List.of(new Requirement(Set.of("Member"), Set.of()), new Requirement(Set.of("admin"), Set.of())),
                null,
                null);
        Explanation explanation = tokens.explain(new Question(tokens.token(claims -> {}), "listUsers", admin, false));
        assertThat(agreedReason(explanation)).isEqualTo(Reason.ROLE_MISSING);
        assertThat(explanation.verdict().status()).isEqualTo(403);
        Step last = explanation.steps().get(explanation.steps().size() - 1);
        assertThat(last.detail())
                .isEqualTo(
                        "listUsers needs roles Member, or roles admin; the token has roles member, scopes access_as_user");
        assertThat(explanation.advice().get(0)).contains("Letter case counts");
        var application = new AccessRule(List.of(new Requirement(Set.of(), Set.of())), CallerKind.APP, null);
        assertThat(agreedReason(tokens.explain(new Question(tokens.token(claims -> {}), "import", application, false))))
                .isEqualTo(Reason.KIND_NOT_ALLOWED);
        var scope = new AccessRule(List.of(new Requirement(Set.of(), Set.of("Read.All"))), null, null);
        assertThat(agreedReason(tokens.explain(new Question(tokens.token(claims -> {}), "read", scope, false))))
                .isEqualTo(Reason.SCOPE_MISSING);
        var groups = tokens.explain(new Question(
                tokens.token(claims -> claims.put("groups", new JsonArray().add("admin"))),
                "x",
                new AccessRule(List.of(new Requirement(Set.of("admin"), Set.of())), null, null),
                false));
        assertThat(groups.advice().get(0)).contains("are no roles of this API");
    }

    @Test
    void fetchesNothingWhenItIsToDoWithout() {
        TokenExplainer fresh = tokens.explainer(settings());
        int before = tokens.issuer().fetches();
        Explanation good = explain(fresh, tokens.token(claims -> {}), true);
        assertThat(good.verdict().outcome()).isEqualTo(Outcome.UNVERIFIED);
        assertThat(good.steps().get(12).result()).isEqualTo(Step.Result.SKIPPED);
        Explanation bad = explain(fresh, tokens.token(claims -> claims.put("aud", "x")), true);
        assertThat(bad.verdict().reason()).isEqualTo(Reason.WRONG_AUDIENCE);
        assertThat(bad.verdict().status()).isEqualTo(401);
        assertThat(tokens.issuer().fetches()).isEqualTo(before);
    }

    @Test
    void saysWhyTheKeysCannotBeHad() {
        tokens.issuer()
                .answerKeys(request -> request.response().setStatusCode(500).end());
        Explanation explanation = explain(tokens.explainer(settings()), tokens.token(claims -> {}), false);
        tokens.issuer().answerKeysWell();
        assertThat(agreedReason(explanation)).isEqualTo(Reason.KEYS_UNAVAILABLE);
        assertThat(explanation.verdict().status()).isEqualTo(503);
        assertThat(explanation.steps().get(10).detail()).contains("the issuer answered with status 500");
    }

    @Test
    void saysThatWithoutKeysTheServerTellsNothingOfAnyToken() {
        tokens.issuer()
                .answerKeys(request -> request.response().setStatusCode(500).end());
        TokenExplainer explainer = tokens.explainer(settings());
        for (String token : List.of(tokens.token(claims -> claims.put("iss", "https://x")), "a.b")) {
            Explanation explanation = explain(explainer, token, false);
            assertThat(explanation.verdict().reason()).isEqualTo(Reason.KEYS_UNAVAILABLE);
            assertThat(explanation.steps())
                    .extracting(Step::reason)
                    .contains(explanation.verdict().reason());
            assertThat(explanation.advice()).noneMatch(advice -> advice.contains("please report"));
        }
        tokens.issuer().answerKeysWell();
    }

    private IdentitySettings settings() {
        return tokens.settings(TokenDialect.ENTRA_V2, SECOND, CLIENT);
    }

    private static Explanation explain(TokenExplainer explainer, String token, boolean offline) {
        return Futures.result(explainer.explain(new Question(token, null, null, offline)));
    }

    @Test
    void tellsNothingThatCouldBeUsedOrNamesAPerson() {
        String good = tokens.token(claims -> {});
        for (String text :
                List.of(good, good.replace(".", ""), "'" + good, tokens.token(claims -> claims.put("exp", 1)))) {
            String told = tokens.explain(text).toString();
            assertThat(told).doesNotContain("Rita", "rita", "a0000000-0000", "subject");
            for (String part : text.split("\\.")) {
                assertThat(told).doesNotContain(part.substring(0, 20));
            }
        }
    }

    @Test
    void lineBreaksAndTerminalCodesOfTheTokenDoNotReachTheTerminal() {
        Explanation explanation = tokens.explain(tokens.token(claims -> claims.put("aud", "x\u001b[2J\nAccepted")
                .put("roles", new JsonArray().add("\u202eevil").add("r".repeat(1_000)))));
        assertThat(explanation.says().get("aud")).isEqualTo("x\\u{1b}[2J\\u{a}Accepted");
        assertThat(explanation.says().get("roles"))
                .startsWith("\\u{202e}evil, rrr")
                .hasSizeLessThan(250);
    }
}
