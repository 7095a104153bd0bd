package dev.verge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.LimitSettings;
import dev.verge.endpoint.EndpointResult;
import dev.verge.http.limit.ConcurrencyLimit;
import dev.verge.http.limit.Limits;
import dev.verge.http.limit.RateLimits;
import dev.verge.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many requests an event loop has in hand. */
class ConcurrencyTest {
    private static final int MOST = 2;

    private final Promise<EndpointResult> slow = Promise.promise();
    private final CountDownLatch inHand = new CountDownLatch(MOST);
    private RunningServer server;

    @BeforeEach
    void start() {
        var rates = new RateLimits(new LimitSettings(null, null, null, 100, true), System::nanoTime);
        server = RunningServer.start(
                new Limits(rates, ConcurrencyLimit.of(MOST, true), 100),
                new FakeEndpoint("GET", "/now", (head, body) -> Future.succeededFuture(FakeEndpoint.json("1"))),
                new FakeEndpoint("GET", "/slow", (head, body) -> {
                    inHand.countDown();
                    return slow.future();
                }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneTooManyIsRefusedAtOnceAndPlacesAreGivenBack() throws Exception {
        try (var first = server.connect();
                var second = server.connect();
                var third = server.connect()) {
            first.send("GET /slow HTTP/1.1\r\nHost: verge.test\r\n\r\n");
            second.send("GET /slow HTTP/1.1\r\nHost: verge.test\r\n\r\n");
            inHand.await();
            var refused = third.get("GET /now");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().getString("type")).isEqualTo("urn:verge:problem:unavailable");
            assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isPositive();
            slow.complete(FakeEndpoint.json("2"));
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(second.read().status()).isEqualTo(200);
            assertThat(third.get("GET /now").status()).isEqualTo(200);
        }
    }

    /** A refusal, a missing page and a caller who leaves give their places back like an answer. */
    @Test
    void noPlaceIsLost() throws IOException {
        for (int i = 0; i < 10 * MOST; i++) {
            try (var caller = server.connect()) {
                caller.send("GET /slow HTTP/1.1\r\nHost: verge.test\r\n\r\n");
            }
            try (var caller = server.connect()) {
                assertThat(caller.get("GET /nowhere").status()).isIn(404, 503);
            }
        }
        Eventually.holds(() -> {
            try (var caller = server.connect()) {
                assertThat(caller.get("GET /now").status()).isEqualTo(200);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
