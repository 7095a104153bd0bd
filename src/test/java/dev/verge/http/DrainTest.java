package dev.verge.http;

import static dev.verge.http.RunningServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A port that closes loses no request, and waits for nobody who has none. */
class DrainTest {
    private static final Duration LULL = Duration.ofSeconds(1);

    private static FakeEndpoint document() {
        return new FakeEndpoint("GET", "/d/{id}", (head, body) -> Future.succeededFuture(FakeEndpoint.json("{}")));
    }

    @Test
    void drainFinishesRequestsInFlightAndTakesNoMore() throws Exception {
        Promise<Void> release = Promise.promise();
        Promise<Void> reached = Promise.promise();
        var slow = new FakeEndpoint("GET", "/slow", (head, body) -> {
            reached.complete();
            return release.future().map(FakeEndpoint.json("done"));
        });
        try (var server = RunningServer.start(slow, document());
                var busy = server.connect();
                var idle = server.connect()) {
            int port = server.server.port();
            idle.get("GET /d/1");
            busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            await(reached.future());
            var drained = server.drain(LULL, Duration.ofSeconds(10));
            assertThat(idle.closed()).isTrue();
            assertThat(drained.isComplete()).isFalse();
            release.complete();
            var answer = busy.read();
            assertThat(answer.body()).isEqualTo("done");
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(busy.closed()).isTrue();
            await(drained);
            assertThat(await(server.vertx
                            .createNetClient()
                            .connect(port, "127.0.0.1")
                            .map("open")
                            .otherwise("refused")))
                    .isEqualTo("refused");
        }
    }

    @Test
    void drainLetsCallersHearOfItOnTheirConnections() throws Exception {
        try (var server = RunningServer.start(document());
                var caller = server.connect()) {
            caller.get("GET /d/1");
            var drained = server.drain(LULL, Duration.ofSeconds(10));
            assertThat(caller.get("GET /d/1").headers()).containsEntry("connection", "close");
            assertThat(caller.closed()).isTrue();
            await(drained);
        }
    }

    @Test
    void drainDoesNotWaitForConnectionsWithoutRequest() throws Exception {
        try (var server = RunningServer.start(document());
                var silent = server.connect();
                var slow = server.connect()) {
            slow.send("GET /d");
            await(server.vertx.timer(200));
            await(server.drain(LULL, Duration.ofSeconds(60)));
            assertThat(silent.closed()).isTrue();
            assertThat(slow.closed()).isTrue();
        }
    }

    /** Their requests are on the way when the port closes. */
    @Test
    void drainHearsWhoHasJustConnected() throws Exception {
        try (var server = RunningServer.start(document())) {
            var callers = new ArrayList<RawClient>();
            for (int i = 0; i < 20; i++) {
                callers.add(server.connect());
            }
            var drained = server.drain(Duration.ZERO, Duration.ofSeconds(10));
            await(server.vertx.timer(100));
            for (RawClient caller : callers) {
                assertThat(caller.get("GET /d/1").headers()).containsEntry("connection", "close");
                caller.close();
            }
            await(drained);
        }
    }

    /** Each request on a connection of its own, until the port refuses them. */
    @Test
    void drainLosesNobodyWhoGoesOnConnecting() throws Exception {
        try (var server = RunningServer.start(document())) {
            var callers = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 4; i++) {
                callers.add(CompletableFuture.supplyAsync(() -> askUntilRefused(server.port())));
            }
            await(server.vertx.timer(300));
            await(server.drain(LULL, Duration.ofSeconds(10)));
            for (var caller : callers) {
                assertThat(caller.get(20, TimeUnit.SECONDS)).isPositive();
            }
        }
    }

    private static int askUntilRefused(int port) {
        int answers = 0;
        try {
            while (true) {
                try (var caller = new RawClient(port)) {
                    assertThat(caller.get("GET /d/1").status()).isEqualTo(200);
                    answers++;
                }
            }
        } catch (IllegalStateException e) {
            assertThat(e).hasCauseInstanceOf(ConnectException.class);
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void drainGivesUpAtItsLimit() throws Exception {
        var never = new FakeEndpoint("GET", "/never", (head, body) -> Future.future(pending -> {}));
        try (var server = RunningServer.start(never);
                var busy = server.connect()) {
            busy.send("GET /never HTTP/1.1\r\nHost: a\r\n\r\nGET");
            await(server.vertx.timer(200));
            await(server.drain(Duration.ZERO, Duration.ofMillis(200)));
            assertThat(busy.closed()).isTrue();
            assertThat(server.served().problem()).isEqualTo("client-closed");
        }
    }
}
