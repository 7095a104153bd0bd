package dev.verge.http;

import static dev.verge.http.RunningServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.http.connection.Acceptance;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import dev.verge.testing.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolTest {
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
