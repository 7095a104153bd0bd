package dev.verge.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.verge.auth.jose.KeyReader;
import dev.verge.auth.jose.SignatureAlgorithm;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class JwksCacheTest {
    private static final Duration GRACE = Duration.ofMinutes(15);

    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = TestIssuer.start(vertx);
    private final AtomicLong time = new AtomicLong();
    private final JwksCache keys = new JwksCache(
            vertx, issuer.settings().issuers().get(0), issuer.settings(), observation -> {}, time::get, new Random(1));

    @AfterEach
    void stop() {
        Futures.result(keys.close());
        Futures.result(vertx.close());
    }

    @Test
    void findsNewKeyInTheSameRequest() {
        Futures.result(keys.start());
        issuer.rotate("key-2");
        assertThat(Futures.result(keys.find("key-2"))).isPresent();
        assertThat(Futures.result(keys.find("key-1"))).isPresent();
    }

    @Test
    void fetchesOnceForManyUnknownKeysUntilCooldownEnds() {
        Futures.result(keys.start());
        var all =
                IntStream.range(0, 500).mapToObj(i -> keys.find("unknown-" + i)).toList();
        Futures.result(Future.all(all));
        assertThat(Futures.result(keys.find("another"))).isEmpty();
        assertThat(issuer.fetches()).isEqualTo(2);
        time.addAndGet(Duration.ofSeconds(31).toNanos());
        // That which the fetch was for; the last ones may have come behind it.
        assertThat(Futures.result(keys.find("unknown-0"))).isEmpty();
        assertThat(issuer.fetches()).isEqualTo(2);
        assertThat(Futures.result(keys.find("yet another"))).isEmpty();
        assertThat(issuer.fetches()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void keepsLastGoodKeysAndIsUnavailableForUnknownOnes(Handler<HttpServerRequest> answer) {
        Futures.result(keys.start());
        issuer.answerKeys(answer);
        assertUnavailable("unknown");
        assertUnavailable("unknown");
        assertThat(Futures.result(keys.find("key-1"))).isPresent();
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    /** A stream that is reset and has no handler for it is an exception in the log. */
    @Test
    void logsNoExceptionWhenAnAnswerIsNotWanted() {
        var lines = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        lines.start();
        root.addAppender(lines);
        try {
            issuer.answerKeys(request -> request.response().setStatusCode(500).end("x".repeat(100_000)));
            assertThat(Futures.failure(keys.refresh())).hasMessageContaining("500");
        } finally {
            root.detachAppender(lines);
        }
        assertThat(lines.list).noneMatch(line -> line.getThrowableProxy() != null);
    }

    static Stream<Handler<HttpServerRequest>> badAnswers() {
        var key = TestIssuer.jwk(TestIssuer.key("key-1", 2048));
        return Stream.of(
                request -> request.response().setStatusCode(500).end(),
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/keys")
                        .end(),
                request -> request.response().end("<html>"),
                request -> request.response().end("{\"keys\":["),
                request -> request.response().end("x".repeat(300 * 1024)),
                request -> request.connection().close(),
                request -> {},
                set(),
                set(key.copy().put("kty", "oct")),
                set(key.copy().put("d", "AQAB")),
                set(key.copy().put("use", "enc")),
                set(key.copy().put("alg", "RS512")),
                set(key.copy().put("e", "AQ")),
                set(key.copy().put("e", "Ag")),
                set(key.copy().put("key_ops", new JsonArray().add("encrypt"))),
                set(TestIssuer.jwk(TestIssuer.key("key-1", 1024))),
                set(key, TestIssuer.jwk(TestIssuer.key("key-1", 2048))),
                set(key, key.copy().put("issuer", "https://other.example")));
    }

    @Test
    void isUnavailableBeforeFirstKeys() {
        issuer.answerDiscovery(request -> request.response().end("{\"issuer\":\"http://127.0.0.1/other\"}"));
        assertUnavailable("key-1");
        assertThat(keys.ready()).isFalse();
        assertThat(issuer.fetches()).isZero();
    }

    @Test
    void forgetsKeysThatWereNotSeenForADay() {
        Futures.result(keys.start());
        time.addAndGet(Duration.ofHours(23).toNanos());
        assertThat(Futures.result(keys.find("key-1"))).isPresent();
        issuer.answerKeys(request -> request.response().setStatusCode(503).end());
        time.addAndGet(Duration.ofHours(2).toNanos());
        assertThat(keys.ready()).isFalse();
        assertUnavailable("key-1");
    }

    @Test
    void keepsKeyThatOneDocumentMissesAndDropsIt() {
        var document = document("a");
        var other = document("b");
        long minute = Duration.ofMinutes(1).toNanos();
        KeySnapshot flapped = KeySnapshot.EMPTY
                .merge(document, 0, GRACE)
                .merge(other, 60 * minute, GRACE)
                .merge(other, 65 * minute, GRACE);
        assertThat(flapped.find("a", 65 * minute)).isNotNull();
        assertThat(flapped.merge(other, 70 * minute, GRACE).find("a", 70 * minute))
                .isNotNull();
        assertThat(flapped.merge(other, 75 * minute, GRACE).find("a", 75 * minute))
                .isNull();
    }

    private void assertUnavailable(String id) {
        Throwable failure = Futures.failure(keys.find(id));
        assertThat(failure).isInstanceOf(KeysUnavailableException.class);
    }

    private static KeyDocument document(String id) {
        var reader = new KeyReader(List.of(SignatureAlgorithm.RS256));
        return KeyDocument.read(bytes(TestIssuer.jwk(TestIssuer.key(id, 2048))), reader, null);
    }

    private static Handler<HttpServerRequest> set(JsonObject... keys) {
        return request -> request.response().end(io.vertx.core.buffer.Buffer.buffer(bytes(keys)));
    }

    private static byte[] bytes(JsonObject... keys) {
        return new JsonObject()
                .put("keys", new JsonArray(List.of(keys)))
                .toBuffer()
                .getBytes();
    }
}
