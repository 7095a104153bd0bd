package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.auth.token.Reason;
import dev.verge.testing.Futures;
import dev.verge.testing.TestKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Row 70: keys that an issuer has just begun to sign with. */
class NewKeyTest {
    private final GuardedApi api = GuardedApi.start(Map.of());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    @DisplayName("70 new key appears")
    void acceptsTheFirstTokenOfNewKey() {
        String before = token();
        api.issuer.rotate("key-2");
        assertThat(api.get("/any", token()).status()).isEqualTo(204);
        assertThat(api.get("/any", before).status()).isEqualTo(204);
        assertThat(api.issuer.fetches()).isEqualTo(2);
    }

    @Test
    @DisplayName("70 new keys appear one after another")
    void acceptsTheFirstTokenOfEveryNewKeyHoweverSoon() {
        TestKey stranger = TestKey.rsa("unknown", 2048);
        for (int i = 2; i < 6; i++) {
            api.issuer.rotate("key-" + i);
            assertThat(api.get("/any", token()).status()).as("key-" + i).isEqualTo(204);
        }
        assertThat(api.issuer.fetches()).isEqualTo(5);
        for (int i = 0; i < 20; i++) {
            TestKey made = stranger.as("unknown-" + i, "RS256");
            assertRefused(made.token(Issuers.header(made), claims("x" + i)), Reason.UNKNOWN_KEY);
        }
        assertThat(api.issuer.fetches()).as("one for all that were made up").isEqualTo(6);
        api.issuer.rotate("key-6");
        assertRefused(token(), Reason.UNKNOWN_KEY);
        api.letKeysAge(Duration.ofSeconds(31));
        assertThat(api.get("/any", token()).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("70 new key appears while the old document is on its way")
    void acceptsTheFirstTokenOfKeyThatIsYoungerThanTheFetchUnderWay() {
        JsonObject old = document(api.issuer.signing());
        Promise<Void> asked = Promise.promise();
        Promise<Void> answer = Promise.promise();
        api.issuer.answerKeys(request -> {
            asked.tryComplete();
            answer.future().onSuccess(now -> request.response().end(old.encode()));
        });
        Future<Void> refresh = api.keys("test").refresh();
        Futures.result(asked.future());
        api.issuer.rotate("key-2");
        List<Future<Answer>> answers =
                IntStream.range(0, 20).mapToObj(i -> api.later("/any", token())).toList();
        api.vertx.setTimer(200, then -> {
            api.issuer.answerWell();
            answer.complete();
        });
        assertThat(answers)
                .allSatisfy(each -> assertThat(Futures.result(each).status()).isEqualTo(204));
        Futures.result(refresh);
        assertThat(api.issuer.fetches()).isEqualTo(3);
    }

    private void assertRefused(String token, Reason reason) {
        Answer answer = api.get("/any", token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(api.decision(answer).reason()).isEqualTo(reason.code());
    }

    private String token() {
        return api.issuer.token(claims("t"));
    }

    private JsonObject claims(String id) {
        return api.issuer.claims().put("scp", "use").put("jti", id);
    }

    private static JsonObject document(TestKey key) {
        return new JsonObject().put("keys", List.of(key.jwk()));
    }
}
