package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.auth.token.Reason;
import dev.verge.observation.Observation.KeyLookup;
import dev.verge.observation.Observation.KeyLookup.Outcome;
import dev.verge.testing.Futures;
import dev.verge.testing.TestKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What makes a node ask its issuers for keys, and what does not. */
class KeyFetchTest {
    private final GuardedApi api = GuardedApi.withoutKeys(Map.of());
    private final TestKey stranger = TestKey.rsa("unknown", 2048);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    @DisplayName("3 two segments, key set EMPTY")
    void opensToNobodyWhileThereAreNoKeys() {
        api.issuer.answerKeys(request -> request.response().end("{\"keys\":[]}"));
        assertThat(Futures.failure(api.keys("test").refresh())).hasMessageContaining("1 to 100 keys");
        String good = token(header -> header, claims -> claims);
        String none = TestKey.encode("{\"alg\":\"none\"}".getBytes()) + "." + good.split("\\.")[1];
        for (String token : List.of(none, none + ".", good, good.substring(0, good.lastIndexOf('.')), "x")) {
            assertUnavailable(api.get("/any", token));
        }
        assertThat(api.client.get("/any").status()).isEqualTo(401);
        assertThat(api.client.get("/open").status()).isEqualTo(204);
    }

    @Test
    void recoversByItselfWhenTheIssuerIsThere() {
        api.issuer.answerDiscovery(request -> request.connection().close());
        Future<Void> started = api.identity.start();
        api.await(() -> api.keys("test").lastFailure() != null);
        assertUnavailable(api.get("/any", api.issuer.token("use")));
        assertThat(api.keys("test").ready()).isFalse();
        api.issuer.answerWell();
        Futures.result(started);
        assertThat(api.keys("test").ready()).isTrue();
        assertThat(api.get("/any", api.issuer.token("use")).status()).isEqualTo(204);
    }

    @Test
    void asksNobodyForTheKeysOfTokensThatNoKeyCouldSave() {
        Futures.result(api.identity.start());
        int before = api.issuer.fetches();
        List<String> tokens = List.of(
                token(header -> header, claims -> claims.put("iss", "https://unknown.example")),
                token(header -> header, claims -> claims.put("iss", api.issuer.issuer() + "/")),
                token(header -> header, claims -> claims.put("aud", "other")),
                token(header -> header, claims -> claims.put("exp", 1)),
                token(header -> header, claims -> claims.put("exp", "1")),
                token(header -> header, claims -> claims.put("nbf", api.time.seconds() + 3_600)),
                token(header -> header, claims -> claims.put("cnf", new JsonObject())),
                token(header -> header, claims -> claims.put("roles", "admin")),
                token(header -> header, claims -> claims.put("at_hash", "x")),
                token(header -> header.put("alg", "HS256"), claims -> claims),
                token(header -> header.put("alg", "ES256"), claims -> claims),
                token(header -> header.put("typ", "logout+jwt"), claims -> claims),
                token(header -> header.put("crit", new JsonArray().add("x")), claims -> claims),
                token(header -> header.put("kid", 1), claims -> claims),
                token(header -> header, claims -> claims) + ".");
        tokens.forEach(token -> assertThat(api.get("/any", token).status()).isEqualTo(401));
        assertThat(api.issuer.fetches()).isEqualTo(before);
        assertThat(api.observed(KeyLookup.class)).isEmpty();
    }

    @Test
    @DisplayName("31 jku, 32 x5u: zero outbound connections")
    void connectsToNoAddressOfToken() {
        Futures.result(api.identity.start());
        var connections = new AtomicInteger();
        HttpServer attacker = Futures.result(api.vertx
                .createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response()
                        .end(new JsonObject()
                                .put("keys", new JsonArray().add(stranger.jwk()))
                                .encode()))
                .listen(0, "127.0.0.1"));
        String address = "http://127.0.0.1:" + attacker.actualPort() + "/keys";
        for (String member : List.of("jku", "x5u", "iss", "kid", "jwk", "x5c")) {
            String token = token(header -> header.put(member, address), claims -> claims.put("iss", address));
            assertThat(api.get("/any", token).status()).isEqualTo(401);
            assertThat(api.get("/any", token(header -> header.put(member, address), claims -> claims))
                            .status())
                    .isEqualTo(401);
        }
        Futures.result(api.vertx.timer(100));
        assertThat(connections).hasValue(0);
    }

    @Test
    @DisplayName("43 1,000 random kids/s for 60 s")
    void fetchesThreeTimesAMinuteAtMostForMadeUpKeys() {
        Futures.result(api.identity.start());
        int before = api.issuer.fetches();
        String good = api.issuer.token("use");
        for (int second = 0; second < 60; second++) {
            var answers = new ArrayList<Future<Answer>>();
            for (int i = 0; i < 50; i++) {
                String id = "made-up-" + second + "-" + i;
                answers.add(api.later("/any", token(header -> header.put("kid", id), claims -> claims)));
            }
            answers.add(api.later("/any", good));
            for (int i = 0; i < 50; i++) {
                assertThat(Futures.result(answers.get(i)).status()).isEqualTo(401);
            }
            assertThat(Futures.result(answers.get(50)).status()).isEqualTo(204);
            api.letKeysAge(Duration.ofSeconds(1));
        }
        assertThat(api.issuer.fetches() - before).isBetween(1, 3);
    }

    @Test
    void doesNotAskAgainAtOnceWhenTheIssuerDidNotAnswer() {
        Futures.result(api.identity.start());
        api.issuer.answerKeys(request -> request.response().setStatusCode(500).end());
        for (int i = 0; i < 5; i++) {
            String id = "unknown-" + i;
            assertUnavailable(api.get("/any", token(header -> header.put("kid", id), claims -> claims)));
        }
        assertThat(api.issuer.fetches()).isEqualTo(2);
        api.letKeysAge(Duration.ofSeconds(29));
        assertUnavailable(api.get("/any", token(header -> header, claims -> claims)));
        assertThat(api.issuer.fetches()).isEqualTo(2);
        api.letKeysAge(Duration.ofSeconds(1));
        api.issuer.list(stranger.jwk());
        api.issuer.answerWell();
        assertThat(api.get("/any", token(header -> header, claims -> claims)).status())
                .isEqualTo(204);
        assertThat(api.issuer.fetches()).isEqualTo(3);
    }

    @Test
    void letsAThousandLookUpsWaitAndNoMoreAndForgetsNoneOfThem() {
        Futures.result(api.identity.start());
        Promise<Void> first = holdKeysBack();
        List<Future<Boolean>> waiting = look("unknown", 1_000);
        // They wait for two seconds; the document comes too late for all of them.
        Stream.concat(look("late", 10).stream(), waiting.stream())
                .forEach(each -> assertThat(Futures.failure(each)).hasMessageContaining("cannot be had"));
        assertThat(api.observed(KeyLookup.class).filter(lookup -> lookup.outcome() == Outcome.OVERFLOW))
                .hasSize(10);
        first.complete();
        api.await(() -> api.keys("test").lastFailure() == null);
        api.letKeysAge(Duration.ofSeconds(31));
        Promise<Void> second = holdKeysBack();
        List<Future<Boolean>> again = look("again", 1_000);
        api.await(() -> api.issuer.fetches() == 3);
        second.complete();
        assertThat(again).allSatisfy(each -> assertThat(Futures.result(each)).isFalse());
    }

    private Promise<Void> holdKeysBack() {
        Promise<Void> answer = Promise.promise();
        var document = new JsonObject()
                .put("keys", new JsonArray().add(api.issuer.signing().jwk()));
        api.issuer.answerKeys(
                request -> answer.future().onSuccess(now -> request.response().end(document.encode())));
        return answer;
    }

    private List<Future<Boolean>> look(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> api.keys("test").find(name + "-" + i).map(Optional::isPresent))
                .toList();
    }

    private void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("unavailable");
        assertThat(answer.header("retry-after")).isEqualTo("5");
        assertThat(answer.header("www-authenticate")).isNull();
        assertThat(api.decision(answer).reason()).isEqualTo(Reason.KEYS_UNAVAILABLE.code());
    }

    private String token(UnaryOperator<JsonObject> header, UnaryOperator<JsonObject> claims) {
        return stranger.token(
                header.apply(Issuers.header(stranger)),
                claims.apply(api.issuer.claims().put("scp", "use")));
    }
}
