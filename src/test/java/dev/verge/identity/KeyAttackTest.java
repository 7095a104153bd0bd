package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.auth.token.Reason;
import dev.verge.identity.BadKeys.BadKey;
import dev.verge.observation.Observation.KeyRefused;
import dev.verge.observation.Observation.RequestFailed;
import dev.verge.testing.Futures;
import dev.verge.testing.SelfSigned;
import dev.verge.testing.TestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad keys in good documents, and what callers see of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyAttackTest {
    private final GuardedApi api = GuardedApi.start(Map.of());
    private final TestKey good = api.issuer.signing();

    @AfterAll
    void stop() {
        api.close();
    }

    /** The times of tokens stay good: only the monotonic clock goes on. */
    @BeforeEach
    void letTheCooldownPass() {
        api.observations.clear();
        api.letKeysAge(Duration.ofSeconds(61));
    }

    Stream<BadKey> keys() {
        return new BadKeys(api.issuer.claims().put("scp", "use")).all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void acceptsNoTokenOfBadKeyAndEveryOneOfTheGoodKeyBesideIt(BadKey bad) {
        list(good.jwk(), bad.jwk());
        Futures.result(api.keys("test").refresh());
        assertAnswers(bad.token(), 401, Reason.UNKNOWN_KEY);
        assertThat(api.get("/any", api.issuer.token("use")).status()).isEqualTo(204);
        assertThat(api.observed(KeyRefused.class)).isNotEmpty().allSatisfy(refused -> assertThat(refused.reason())
                .contains(bad.reason())
                .doesNotContain("key-bad"));
        assertThat(api.observed(RequestFailed.class)).isEmpty();
    }

    @ParameterizedTest(name = "{0}, alone in the document")
    @MethodSource("keys")
    void keepsTheLastGoodKeyWhenTheDocumentHasNoOther(BadKey bad) {
        list(bad.jwk());
        assertThat(Futures.failure(api.keys("test").refresh())).hasMessageContaining("no usable key");
        assertAnswers(bad.token(), 503, Reason.KEYS_UNAVAILABLE);
        assertThat(api.get("/any", api.issuer.token("use")).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("61 duplicate kid, different keys")
    void refusesDocumentWithTwoKeysUnderOneId() {
        TestKey twin = TestKey.rsa(good.id(), 2048);
        list(good.jwk(), twin.jwk());
        assertThat(Futures.failure(api.keys("test").refresh())).hasMessageContaining("two keys under one kid");
        assertAnswers(
                twin.token(Issuers.header(twin), api.issuer.claims().put("scp", "use")), 401, Reason.BAD_SIGNATURE);
        assertThat(api.get("/any", api.issuer.token("use")).status()).isEqualTo(204);
        list(good.jwk(), good.jwk().put("x5t", "same"));
        // The bad signature made the cache suspicious: its own fetch of the document before may still be under way.
        Futures.result(
                api.keys("test").refresh().recover(joined -> api.keys("test").refresh()));
        assertThat(api.get("/any", api.issuer.token("use")).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("65 x5c expired")
    void keepsKeyWhoseCertificateIsNoGuide() {
        Instant ancient = Instant.parse("2001-01-01T00:00:00Z");
        String expired = SelfSigned.of(good, ancient, ancient.plusSeconds(60));
        TestKey fresh = good.as("key-certified", good.algorithm());
        for (JsonArray chain : new JsonArray[] {
            new JsonArray().add(expired),
            new JsonArray(),
            new JsonArray().add("no certificate"),
            new JsonArray().add(1),
            new JsonArray().add("MIIB").add(expired)
        }) {
            api.letKeysAge(Duration.ofSeconds(61));
            list(good.jwk(), fresh.jwk().put("x5c", chain));
            Futures.result(api.keys("test").refresh());
            String token =
                    fresh.token(Issuers.header(fresh), api.issuer.claims().put("scp", "use"));
            assertThat(api.get("/any", token).status()).as(chain.encode()).isEqualTo(204);
        }
    }

    private void assertAnswers(String token, int status, Reason reason) {
        Answer answer = api.get("/any", token);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(api.decision(answer).reason()).isEqualTo(reason.code());
        assertThat(answer.header("retry-after")).isEqualTo(status == 503 ? "5" : null);
        assertThat(answer.header("www-authenticate") == null).isEqualTo(status == 503);
    }

    private void list(JsonObject... keys) {
        var document = new JsonObject().put("keys", new JsonArray(java.util.List.of(keys)));
        api.issuer.answerKeys(request -> request.response().end(document.encode()));
    }
}
