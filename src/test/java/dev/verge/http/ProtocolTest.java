package dev.verge.http;

import static dev.verge.http.RunningServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.http.connection.Acceptance;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import dev.verge.testing.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolTest {
    private static final Duration LULL = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private record Reply(HttpVersion version, int status, String body) {}

    private static FakeEndpoint document() {
        return new FakeEndpoint("GET", "/d/{id}", (head, body) -> Future.succeededFuture(FakeEndpoint.json("{}")));
    }

    private static FakeEndpoint echo() {
        return new FakeEndpoint("POST", "/d", (head, body) -> Future.succeededFuture(FakeEndpoint.json(body + "")));
    }

    private static Reply request(HttpClient client, RunningServer server, HttpMethod method, String path, Buffer body) {
        return await(client.request(method, server.server.port(), "127.0.0.1", path)
                .compose(request -> exchange(request, body)));
    }

    /** Composed on the client's event loop: a body must be asked for before its first bytes are there. */
    private static Future<Reply> exchange(HttpClientRequest request, Buffer body) {
        return request.send(body).compose(response -> response.body()
                .map(text -> new Reply(response.version(), response.statusCode(), text.toString())));
    }

    private static void assertSpeaksHttp2(RunningServer server, HttpClientOptions options) {
        var client = server.vertx.createHttpClient(options.setProtocolVersion(HttpVersion.HTTP_2));
        assertThat(request(client, server, HttpMethod.GET, "/d/1", Buffer.buffer()))
                .isEqualTo(new Reply(HttpVersion.HTTP_2, 200, "{}"));
        assertThat(request(client, server, HttpMethod.HEAD, "/d/1", Buffer.buffer()))
                .isEqualTo(new Reply(HttpVersion.HTTP_2, 200, ""));
        assertThat(request(client, server, HttpMethod.POST, "/d", Buffer.buffer("[1]"))
                        .body())
                .isEqualTo("[1]");
        assertThat(request(client, server, HttpMethod.POST, "/d", Buffer.buffer("x".repeat(1001)))
                        .status())
                .isEqualTo(413);
        assertThat(request(client, server, HttpMethod.GET, "/no", Buffer.buffer())
                        .status())
                .isEqualTo(404);
        assertThat(request(client, server, HttpMethod.GET, "/" + "x".repeat(501), Buffer.buffer())
                        .status())
                .isEqualTo(414);
    }

    @Test
    void speaksHttp2InClearTextByPriorKnowledge() {
        try (var server = RunningServer.start(document(), echo())) {
            assertSpeaksHttp2(server, new HttpClientOptions().setHttp2ClearTextUpgrade(false));
        }
    }

    @Test
    void tellsWhatHttp2CallerWasAnswered() throws Exception {
        try (var server = RunningServer.start(document())) {
            var client = server.vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            request(client, server, HttpMethod.GET, "/d/1", Buffer.buffer());
            assertThat(server.served().status()).isEqualTo(200);
            request(client, server, HttpMethod.GET, "/no", Buffer.buffer());
            assertThat(server.served().problem()).isEqualTo("no-such-route");
        }
    }

    @Test
    void speaksHttp2InClearTextByUpgrade() {
        try (var server = RunningServer.start(document(), echo())) {
            assertSpeaksHttp2(server, new HttpClientOptions().setHttp2ClearTextUpgrade(true));
        }
    }

    @Test
    void speaksTlsWithHttp2AndHttp1() throws Exception {
        var pem = TestCertificate.in(directory);
        var settings =
                RunningServer.settings(Duration.ofMillis(300), Duration.ofSeconds(10), pem.certificate(), pem.key());
        try (var server = RunningServer.start(settings, document(), echo())) {
            var options = new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
            assertSpeaksHttp2(server, new HttpClientOptions(options).setUseAlpn(true));
            for (var version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_1_0)) {
                var client = server.vertx.createHttpClient(new HttpClientOptions(options)
                        .setUseAlpn(true)
                        .setProtocolVersion(version)
                        .setAlpnVersions(List.of(version)));
                assertThat(request(client, server, HttpMethod.GET, "/d/1", Buffer.buffer()))
                        .isEqualTo(new Reply(version, 200, "{}"));
            }
        }
    }

    @Test
    void keepsSilentHttp2ConnectionBeyondHeaderTimeout() throws Exception {
        var settings = RunningServer.settings(Duration.ofMillis(200), Duration.ofSeconds(10), null, null);
        try (var server = RunningServer.start(settings, document(), echo())) {
            var client = server.vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            request(client, server, HttpMethod.GET, "/d/1", Buffer.buffer());
            Thread.sleep(500);
            assertThat(request(client, server, HttpMethod.GET, "/d/1", Buffer.buffer())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void letsHttp2CallerWhoStillSendsReadTheRefusal() {
        var refusal = Problem.of(ProblemType.UNAUTHENTICATED).exception();
        try (var server = RunningServer.start(echo().refusing(refusal))) {
            var client = server.vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            assertThat(request(client, server, HttpMethod.POST, "/d", Buffer.buffer(new byte[3_000_000]))
                            .status())
                    .isEqualTo(401);
        }
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

    @Test
    void failsClearlyWhenPortIsTaken() {
        try (var server = RunningServer.start()) {
            var settings = RunningServer.onPort(server.server.port());
            var other = io.vertx.core.Vertx.vertx();
            var outcome = await(ApiServer.listen(other, settings, server.router, new Acceptance())
                    .map("open")
                    .recover(
                            failure -> Future.succeededFuture(failure.getClass().getSimpleName())));
            await(other.close());
            assertThat(outcome).isEqualTo("BindException");
        }
    }
}
