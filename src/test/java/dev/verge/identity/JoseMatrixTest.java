package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that npm's jose signs: every algorithm, with every claim and kind of caller, good and bad. */
@Tag("identity-providers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoseMatrixTest {
    private final GuardedApi api = GuardedApi.withoutKeys(Map.of(
            "identity.issuers.test.algorithms", "RS256, PS256, ES256, EdDSA",
            "identity.issuers.test.scopesClaim", "scope"));
    private JsonObject signed = new JsonObject();

    @BeforeAll
    void sign() {
        signed = new JsonObject(NodePrograms.run("sign.mjs", api.issuer.issuer(), TestIssuer.AUDIENCE));
        var document = new JsonObject().put("keys", signed.getJsonArray("keys"));
        api.issuer.answerKeys(request -> request.response().end(document.encode()));
        Futures.result(api.identity.start());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    Stream<Arguments> tokens() {
        return signed.getJsonArray("tokens").stream()
                .map(JsonObject.class::cast)
                .map(token ->
                        Arguments.of(token.getString("name"), token.getString("token"), token.getString("reason")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void decidesAsTheSignerMeant(String name, String token, String reason) {
        Answer answer = api.get("/any", token);
        assertThat(api.decision(answer).reason()).isEqualTo(reason == null ? "granted" : reason);
        assertThat(answer.status()).isEqualTo(reason == null ? 204 : 401);
    }
}
