package dev.verge.auth.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.Identity;
import dev.verge.auth.token.Reason;
import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Explains tokens that look like those of Entra ID and are signed by an issuer of the test. */
final class ExplainedTokens {
    static final String TENANT = "7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c";
    static final String CLIENT = "5a3d2e10-7c41-4b8e-9f26-1d0c8b7a6e54";
    static final String FIRST = "https://sts.windows.net/" + TENANT + "/";
    static final String SECOND = "https://login.microsoftonline.com/" + TENANT + "/v2.0";

    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = TestIssuer.start(vertx);
    private final Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    private final TokenExplainer explainer;

    ExplainedTokens() {
        issuer.answerDiscovery(request -> request.response()
                .end(new JsonObject()
                        .put("issuer", SECOND)
                        .put("jwks_uri", issuer.issuer() + "/keys")
                        .encode()));
        explainer = explainer(settings(TokenDialect.ENTRA_V2, SECOND, CLIENT));
    }

    TestIssuer issuer() {
        return issuer;
    }

    Clock clock() {
        return clock;
    }

    IdentitySettings settings(TokenDialect dialect, String iss, String... audiences) {
        return TestIssuer.settings(new IssuerSettings(
                "entra",
                dialect,
                iss,
                List.of(TENANT),
                issuer.issuer() + "/.well-known/openid-configuration",
                List.of(audiences),
                List.of("RS256"),
                "roles",
                "scp"));
    }

    /** Explains by other settings, with keys of its own. */
    TokenExplainer explainer(IdentitySettings settings) {
        var identity = new Identity(vertx, settings, observation -> {}, System::nanoTime, clock);
        return new TokenExplainer(identity, settings, clock);
    }

    JsonObject claims() {
        return issuer.claims()
                .put("iss", SECOND)
                .put("aud", CLIENT)
                .put("tid", TENANT)
                .put("ver", "2.0")
                .put("azp", "c0ffee00-2b1d-4e6f-8a90-3f5d7c9b1e20")
                .put("oid", "a0000000-0000-4000-8000-000000000004")
                .put("name", "Rita Reader")
                .put("preferred_username", "rita@verge.example")
                .put("email", "rita.r@verge.example")
                .put("upn", "rita.u@verge.example")
                .put("scp", "access_as_user")
                .put("roles", new JsonArray().add("member"));
    }

    String token(Consumer<JsonObject> change) {
        JsonObject claims = claims();
        change.accept(claims);
        return issuer.token(claims);
    }

    Explanation explain(String token) {
        return explain(new Question(token, null, null, false));
    }

    Explanation explain(Question question) {
        return Futures.result(explainer.explain(question));
    }

    /** The reason of the verdict, which is the first that the steps give. */
    static Reason agreedReason(Explanation explanation) {
        Reason shown = explanation.steps().stream()
                .map(Step::reason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        assertThat(explanation.verdict().reason()).isEqualTo(shown);
        assertThat(explanation.advice()).noneMatch(advice -> advice.contains("please report"));
        return explanation.verdict().reason();
    }

    void stop() {
        Futures.result(vertx.close());
    }
}
