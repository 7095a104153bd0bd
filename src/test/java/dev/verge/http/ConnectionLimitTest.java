package dev.verge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.LimitSettings;
import dev.verge.endpoint.EndpointResult;
import dev.verge.http.limit.ConcurrencyLimit;
import dev.verge.http.limit.Limits;
import dev.verge.http.limit.RateLimits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No more connections than there is room for: the one that has waited longest makes room. */
class ConnectionLimitTest {
    private static final int MOST = 3;

    private final Promise<EndpointResult> slow = Promise.promise();
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private RunningServer server;

    @BeforeEach
    void start() {
        var rates = new RateLimits(new LimitSettings(null, null, null, MOST, false), System::nanoTime);
        server = RunningServer.start(
                new Limits(rates, ConcurrencyLimit.of(1, false), MOST),
                new FakeEndpoint("GET", "/now", (head, body) -> Future.succeededFuture(FakeEndpoint.json("1"))),
                new FakeEndpoint("GET", "/slow", (head, body) -> {
                    asked.complete(null);
                    return slow.future();
                }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theOneThatHasWaitedLongestIsClosed() throws IOException {
        try (var first = server.connect();
                var second = server.connect();
                var third = server.connect()) {
            assertThat(first.get("GET /now").status()).isEqualTo(200);
            assertThat(second.get("GET /now").status()).isEqualTo(200);
            assertThat(third.get("GET /now").status()).isEqualTo(200);
            assertThat(first.get("GET /now").status()).isEqualTo(200);
            try (var fourth = server.connect()) {
                assertThat(fourth.get("GET /now").status()).isEqualTo(200);
                assertThat(second.closed()).isTrue();
                assertThat(first.get("GET /now").status()).isEqualTo(200);
                assertThat(third.get("GET /now").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void whoeverSaysNothingKeepsNobodyOut() throws IOException {
        for (int i = 0; i < 10 * MOST; i++) {
            var silent = server.connect();
            silent.send("GET /no");
        }
        try (var good = server.connect()) {
            assertThat(good.get("GET /now").status()).isEqualTo(200);
        }
    }

    @Test
    void oneThatIsServedIsNotClosed() throws Exception {
        try (var served = server.connect()) {
            served.send("GET /slow HTTP/1.1\r\nHost: verge.test\r\n\r\n");
            asked.join();
            for (int i = 0; i < 2 * MOST; i++) {
                try (var other = server.connect()) {
                    assertThat(other.get("GET /now").status()).isEqualTo(200);
                }
            }
            slow.complete(FakeEndpoint.json("2"));
            assertThat(served.read().body()).isEqualTo("2");
        }
    }
}
