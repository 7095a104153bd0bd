package dev.verge.http;

import static dev.verge.http.RawHttp2Client.DATA;
import static dev.verge.http.RawHttp2Client.HEADERS;
import static dev.verge.http.RawHttp2Client.RESET;
import static dev.verge.http.RawHttp2Client.SETTINGS;
import static dev.verge.http.RawHttp2Client.WHOLE;
import static dev.verge.http.RawHttp2Client.WINDOW_UPDATE;
import static dev.verge.http.RawHttp2Client.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever asks and does not read keeps a part of the memory at most, and a while at most. */
class UnreadAnswersTest {
    /** More than the buffers of both sockets take. */
    private static final String LARGE = "[\"" + "x".repeat(8 * 1024 * 1024) + "\"]";

    private static final int MORE_THAN_THE_SHARE = (int) (Runtime.getRuntime().maxMemory() / 8 / LARGE.length()) + 2;

    private static FakeEndpoint large() {
        return large("/large");
    }

    private static FakeEndpoint large(String path) {
        return new FakeEndpoint("GET", path, (head, body) -> Future.succeededFuture(FakeEndpoint.json(LARGE)));
    }

    /** Of operations whose answers have not been seen yet. */
    @Test
    void theOneThatHasWaitedLongestIsCutOff() throws Exception {
        var callers = new ArrayList<RawClient>();
        try (var server = RunningServer.start(IntStream.range(0, MORE_THAN_THE_SHARE)
                .mapToObj(i -> large("/large/" + i))
                .toArray(FakeEndpoint[]::new))) {
            for (int i = 0; i < MORE_THAN_THE_SHARE; i++) {
                var caller = server.connect();
                callers.add(caller.send("GET /large/" + i + " HTTP/1.1\r\nHost: a\r\n\r\n"));
            }
            assertThat(server.served().status()).isEqualTo(499);
            assertThat(callers.get(MORE_THAN_THE_SHARE - 1).read().body()).hasSize(LARGE.length());
        } finally {
            for (RawClient caller : callers) {
                caller.close();
            }
        }
    }

    /** What the first one got tells how large the others are; they begin when there is room for them. */
    @Test
    void whoeverReadsGetsTheWholeAnswer() throws Exception {
        try (var server = RunningServer.start(large())) {
            var client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/large"))
                    .build();
            var answers = new ArrayList<CompletableFuture<HttpResponse<Void>>>();
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
            answers.get(0).get(30, TimeUnit.SECONDS);
            for (int i = 0; i < MORE_THAN_THE_SHARE; i++) {
                answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
            }
            for (var answer : answers) {
                // One that is cut off is an exception.
                assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    /** It would wait for its caller to read before it ends. */
    @Test
    void aConnectionThatNobodyReadsEndsAtTheDeadline() throws Exception {
        try (var server = RunningServer.start(large().within(Duration.ofMillis(300)));
                var caller = server.connect()) {
            caller.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(server.served().status()).isEqualTo(499);
        }
    }

    /** On HTTP/2 it is the window of the stream that is full, and the others go on. */
    @Test
    void aStreamThatNobodyReadsEndsAtTheDeadline() throws Exception {
        var small = new FakeEndpoint("GET", "/small", (head, body) -> Future.succeededFuture(FakeEndpoint.json("1")));
        try (var server = RunningServer.start(large().within(Duration.ofMillis(300)), small);
                var caller = new RawHttp2Client(server.connect())) {
            caller.send(HEADERS, WHOLE, 1, head("/large"));
            assertThat(caller.read(RESET).stream()).isEqualTo(1);
            assertThat(server.served().status()).isEqualTo(499);
            caller.send(WINDOW_UPDATE, 0, 0, (byte) 0, (byte) 0, (byte) 1, (byte) 0);
            caller.send(HEADERS, WHOLE, 3, head("/small"));
            assertThat(caller.read(DATA).payload()).asString().isEqualTo("1");
        }
    }

    /** With windows as large as can be all of it waits behind the connection, and no frame comes through that would end it. */
    @Test
    void aConnectionWhoseWindowsAreOpenEndsWithItsStream() throws Exception {
        try (var server = RunningServer.start(large().within(Duration.ofMillis(300)));
                var caller = new RawHttp2Client(server.connect())) {
            byte[] window = {0, 4, 0x7F, -1, -1, -1};
            caller.send(SETTINGS, 0, 0, window);
            caller.send(WINDOW_UPDATE, 0, 0, (byte) 0x7F, (byte) -1, (byte) 0, (byte) 0);
            caller.send(HEADERS, WHOLE, 1, head("/large"));
            assertThat(server.served().status()).isEqualTo(499);
            assertThat(caller.closed()).isTrue();
        }
    }

    /** The time for a head is not over while nobody looks at it. */
    @Test
    void aRequestThatWaitsBehindAnUnreadAnswerIsNotLate() throws Exception {
        var settings = RunningServer.settings(Duration.ofMillis(300), Duration.ofSeconds(10), null, null);
        try (var server = RunningServer.start(settings, large());
                var caller = server.connect()) {
            caller.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            RunningServer.await(server.vertx.timer(200));
            caller.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            RunningServer.await(server.vertx.timer(900));
            assertThat(caller.read().status()).isEqualTo(200);
            assertThat(caller.read().status()).isEqualTo(200);
        }
    }
}
