package dev.verge.http;

import static dev.verge.http.RawHttp2Client.DATA;
import static dev.verge.http.RawHttp2Client.HEADERS;
import static dev.verge.http.RawHttp2Client.WHOLE;
import static dev.verge.http.RawHttp2Client.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.endpoint.EndpointResult;
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
        server = RunningServer.start(
                MOST,
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

    /** What counts on HTTP/2 is whether there is a request in hand, not when the connection last asked. */
    @Test
    void oneOfHttp2IsClosedOnlyWhenItHasNoRequest() throws Exception {
        try (var served = new RawHttp2Client(server.connect());
                var idle = new RawHttp2Client(server.connect())) {
            served.send(HEADERS, WHOLE, 1, head("/slow"));
            asked.join();
            idle.send(HEADERS, WHOLE, 1, head("/now"));
            assertThat(idle.read(DATA).payload()).asString().isEqualTo("1");
            try (var third = server.connect();
                    var fourth = server.connect()) {
                assertThat(third.get("GET /now").status()).isEqualTo(200);
                assertThat(fourth.get("GET /now").status()).isEqualTo(200);
                assertThat(idle.closed()).isTrue();
                slow.complete(FakeEndpoint.json("2"));
                assertThat(served.read(DATA).payload()).asString().isEqualTo("2");
            }
        }
    }
}
