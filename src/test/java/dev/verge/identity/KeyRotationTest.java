package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.auth.token.Reason;
import dev.verge.observation.Observation.KeyLookup;
import dev.verge.testing.Futures;
import dev.verge.testing.TestKey;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that come, go, come back and change, as callers see it, in hours that pass at once. */
class KeyRotationTest {
    private GuardedApi api = GuardedApi.start(Map.of());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    @DisplayName("68 JWKS drops a key for one fetch")
    void keepsKeyThatFlaps() {
        String first = token();
        TestKey key = api.issuer.signing();
        api.issuer.rotate("key-2");
        for (int i = 0; i < 6; i++) {
            api.issuer.withdraw("key-1");
            refreshAfter(Duration.ofMinutes(10));
            assertThat(api.get("/any", first).status()).isEqualTo(204);
            api.issuer.list(key.jwk());
            refreshAfter(Duration.ofMinutes(10));
        }
        assertThat(api.get("/any", first).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("69 JWKS drops a key for good")
    void refusesKeyOnceItWasMissingForTheTimeOfGrace() {
        String first = token();
        assertThat(api.get("/any", first).status()).isEqualTo(204);
        api.issuer.rotate("key-2");
        api.issuer.withdraw("key-1");
        refreshAfter(Duration.ofMinutes(60));
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/any", first).status())
                    .as("after %s documents", i + 1)
                    .isEqualTo(204);
            refreshAfter(Duration.ofMinutes(5));
        }
        assertRefused(first, Reason.UNKNOWN_KEY);
    }

    @Test
    @DisplayName("69 JWKS drops a key for good, no grace")
    void refusesKeyAtOnceWhenItIsMissingAndThereIsNoGrace() {
        api.close();
        api = GuardedApi.start(Map.of("identity.withdrawalGrace", "0s"));
        String first = token();
        assertThat(api.get("/any", first).status()).isEqualTo(204);
        api.issuer.rotate("key-2");
        api.issuer.withdraw("key-1");
        refreshAfter(Duration.ofMinutes(1));
        assertRefused(first, Reason.UNKNOWN_KEY);
        assertThat(api.get("/any", token()).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("69 evict")
    void refusesEvictedKeyAtOnceAndForGood() {
        String known = token();
        assertThat(api.get("/any", known).status()).isEqualTo(204);
        Futures.result(api.keys("test").evict("key-1"));
        assertRefused(known, Reason.UNKNOWN_KEY);
        assertRefused(token(), Reason.UNKNOWN_KEY);
        refreshAfter(Duration.ofMinutes(60));
        assertRefused(known, Reason.UNKNOWN_KEY);
        assertThat(api.issuer.fetches()).as("none for an evicted key").isEqualTo(2);
    }

    @ParameterizedTest(name = "71 IdP down {0} h")
    @ValueSource(ints = {23, 25})
    void servesKnownKeysForADayWithoutIssuer(int hours) {
        String before = token("before");
        assertThat(api.get("/any", before).status()).isEqualTo(204);
        api.issuer.answerKeys(request -> request.response().setStatusCode(503).end());
        assertThat(Futures.failure(api.keys("test").refresh())).hasMessageContaining("503");
        api.letKeysAge(Duration.ofHours(hours));
        for (String token : List.of(before, token("fresh"))) {
            Answer answer = api.get("/any", token);
            assertThat(answer.status()).isEqualTo(hours < 24 ? 204 : 503);
            assertThat(answer.header("retry-after")).isEqualTo(hours < 24 ? null : "5");
        }
        Answer unsigned = api.get("/any", before.substring(0, before.lastIndexOf('.')));
        assertThat(unsigned.status()).isEqualTo(hours < 24 ? 401 : 503);
        api.letKeysAge(Duration.ofMinutes(1));
        api.issuer.answerWell();
        Futures.result(api.keys("test").refresh());
        assertThat(api.get("/any", before).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("72 same kid, new material")
    void healsAfterOneBadSignatureAndLooksNoMoreThanEveryTenMinutes() {
        TestKey old = api.issuer.signing();
        replace(old, TestKey.rsa("key-1", 2048));
        assertRefused(token(), Reason.BAD_SIGNATURE);
        awaitFetches(2);
        assertThat(api.get("/any", token()).status()).isEqualTo(204);
        TestKey now = api.issuer.signing();
        api.issuer.signWith(old);
        for (int minutes = 1; minutes < 10; minutes++) {
            assertRefused(token("minute " + minutes), Reason.BAD_SIGNATURE);
            api.letKeysAge(Duration.ofMinutes(1));
        }
        assertThat(api.issuer.fetches()).isEqualTo(2);
        api.letKeysAge(Duration.ofMinutes(1));
        assertRefused(token(), Reason.BAD_SIGNATURE);
        awaitFetches(3);
        api.issuer.signWith(now);
        assertThat(api.get("/any", token()).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("72 same kid, new material, while callers make up key ids")
    void healsOnceTheCooldownIsOver() {
        TestKey stranger = TestKey.rsa("unknown", 2048);
        assertRefused(stranger.token(Issuers.header(stranger), claims("x")), Reason.UNKNOWN_KEY);
        replace(api.issuer.signing(), TestKey.rsa("key-1", 2048));
        assertRefused(token(), Reason.BAD_SIGNATURE);
        api.letKeysAge(Duration.ofSeconds(31));
        assertRefused(token(), Reason.BAD_SIGNATURE);
        awaitFetches(3);
        assertThat(api.get("/any", token()).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("42 kid unknown, cache fresh")
    void fetchesNoMoreThanEveryHalfMinuteForUnknownKey() {
        TestKey stranger = TestKey.rsa("unknown", 2048);
        for (int i = 0; i < 5; i++) {
            assertRefused(stranger.token(Issuers.header(stranger), claims("x" + i)), Reason.UNKNOWN_KEY);
        }
        assertThat(api.issuer.fetches()).isEqualTo(2);
        assertThat(api.observed(KeyLookup.class).map(KeyLookup::outcome))
                .containsExactly(
                        KeyLookup.Outcome.FETCHED,
                        KeyLookup.Outcome.KNOWN_ABSENT,
                        KeyLookup.Outcome.KNOWN_ABSENT,
                        KeyLookup.Outcome.KNOWN_ABSENT,
                        KeyLookup.Outcome.KNOWN_ABSENT);
    }

    /** Row 45: what a key id may hold must not reach the answer or the record as it is. */
    @ParameterizedTest(name = "45 kid {0}")
    @ValueSource(
            strings = {"../../etc/passwd", "x' OR 1=1 --", "line\nbreak", "\u0000", "<script>", "\u202e", "${jndi:x}"})
    void recordsStrangeKeyIdsNotAsTheyAre(String id) {
        TestKey stranger = TestKey.rsa(id, 2048);
        Answer answer = assertRefused(stranger.token(Issuers.header(stranger), claims("x")), Reason.UNKNOWN_KEY);
        assertThat(answer.headers() + answer.body().toString()).doesNotContain(id);
        assertThat(api.decision(answer).token().keyId()).isIn(null, "../../etc/passwd");
    }

    private void replace(TestKey old, TestKey key) {
        api.issuer.withdraw(old.id());
        api.issuer.signWith(key);
        api.issuer.list(key.jwk());
    }

    private Answer assertRefused(String token, Reason reason) {
        Answer answer = api.get("/any", token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(api.decision(answer).reason()).isEqualTo(reason.code());
        return answer;
    }

    private void awaitFetches(int fetches) {
        api.await(() -> api.issuer.fetches() >= fetches && api.keys("test").lastFailure() == null);
        Futures.result(api.vertx.timer(50));
        assertThat(api.issuer.fetches()).isEqualTo(fetches);
    }

    private void refreshAfter(Duration duration) {
        api.letKeysAge(duration);
        Futures.result(api.keys("test").refresh());
    }

    private String token() {
        return token("t");
    }

    private String token(String id) {
        return api.issuer.token(claims(id));
    }

    private JsonObject claims(String id) {
        return api.issuer.claims().put("scp", "use").put("jti", id);
    }
}
