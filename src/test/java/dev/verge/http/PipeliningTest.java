package dev.verge.http;

import static dev.verge.http.RawHttp2Client.HEADERS;
import static dev.verge.http.RawHttp2Client.WHOLE;
import static dev.verge.http.RawHttp2Client.frame;
import static dev.verge.http.RawHttp2Client.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.endpoint.EndpointResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller who sends requests without waiting for answers gets them in order, and no more done for it than it reads. */
class PipeliningTest {
    private static final String HEAD = " HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LARGE = "[\"" + "x".repeat(64 * 1024) + "\"]";
    private static final int MANY = 10_000;
    private static final int FEW = 100;
    /** What the buffers of both sockets take, with room. */
    private static final int TAKEN = 1_000;

    private final AtomicInteger begun = new AtomicInteger();
    private final Promise<EndpointResult> slow = Promise.promise();
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private RunningServer server;
    private RawClient client;
    private RawClient other;

    @BeforeEach
    void start() {
        server = RunningServer.start(
                new FakeEndpoint("GET", "/large", (head, body) -> {
                    begun.incrementAndGet();
                    return Future.succeededFuture(FakeEndpoint.json(LARGE));
                }),
                new FakeEndpoint("GET", "/one", (head, body) -> {
                    if (begun.getAndIncrement() == 0) {
                        interrupt();
                    }
                    return Future.succeededFuture(FakeEndpoint.json("1"));
                }),
                new FakeEndpoint(
                        "GET",
                        "/begun",
                        (head, body) -> Future.succeededFuture(FakeEndpoint.json(Integer.toString(begun.get())))),
                new FakeEndpoint("POST", "/echo", (head, body) -> {
                    begun.incrementAndGet();
                    return Future.succeededFuture(FakeEndpoint.json(String.valueOf(body)));
                }),
                new FakeEndpoint("GET", "/slow", (head, body) -> {
                    asked.complete(null);
                    return slow.future();
                }));
        client = server.connect();
        other = server.connect();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        other.close();
        server.close();
    }

    @Test
    void whoDoesNotReadIsNotServedOn() throws Exception {
        var sending = CompletableFuture.runAsync(() -> send(("GET /large" + HEAD).repeat(MANY)));
        int before = -1;
        for (int now = begun.get(); now != before || now == 0; now = begun.get()) {
            before = now;
            TimeUnit.MILLISECONDS.sleep(300);
        }
        assertThat(before).isLessThan(TAKEN);
        for (int i = 0; i < MANY; i++) {
            assertThat(client.read().body()).hasSize(LARGE.length());
        }
        sending.join();
        assertThat(begun).hasValue(MANY);
    }

    @Test
    void oneIsServedBehindTheOther() throws Exception {
        send("GET /slow" + HEAD + "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n42");
        asked.join();
        assertThat(begun).hasValue(0);
        slow.complete(FakeEndpoint.json("1"));
        assertThat(client.read().body()).isEqualTo("1");
        assertThat(client.read().body()).isEqualTo("42");
    }

    /** The other one asks while the first of all these requests is answered. */
    @Test
    void thousandsInOnePieceDoNotKeepOthersWaiting() throws Exception {
        assertThat(other.get("GET /begun").body()).isEqualTo("0");
        send(("GET /one" + HEAD).repeat(MANY));
        assertThat(Integer.parseInt(other.read().body())).isBetween(1, FEW);
    }

    @Test
    void thousandsOfFramesInOnePieceDoNotKeepOthersWaiting() throws Exception {
        assertThat(other.get("GET /begun").body()).isEqualTo("0");
        var flood = new ByteArrayOutputStream();
        for (int stream = 1; stream < MANY; stream += 2) {
            flood.writeBytes(frame(HEADERS, WHOLE, stream, head("/one")));
        }
        try (var http2 = new RawHttp2Client(server.connect())) {
            http2.send(flood.toByteArray());
            assertThat(Integer.parseInt(other.read().body())).isBetween(1, FEW);
        }
    }

    /** The rest of the head that was read ahead comes behind the answer. */
    @Test
    void aRequestMayBeReadInPartsAheadOfItsTurn() throws Exception {
        send("GET /slow" + HEAD + "POST /echo HTTP/1.1\r\nHo");
        asked.join();
        send("st: a\r\nContent-Le");
        slow.complete(FakeEndpoint.json("1"));
        assertThat(client.read().body()).isEqualTo("1");
        send("ngth: 3\r\n\r\n4");
        send("23");
        assertThat(client.read().body()).isEqualTo("423");
    }

    @Test
    void bodiesOfAnySizeFollowEachOther() throws Exception {
        var body = "[" + "1".repeat(900) + "]";
        var request = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        var sending = CompletableFuture.runAsync(() -> send(request.repeat(500)));
        for (int i = 0; i < 500; i++) {
            assertThat(client.read().body()).isEqualTo(body);
        }
        sending.join();
    }

    @Test
    void anInterimAnswerIsNotTheAnswer() throws Exception {
        send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(100);
        send("42POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n7");
        assertThat(client.read().body()).isEqualTo("42");
        assertThat(client.read().body()).isEqualTo("7");
    }

    /** Some send a line break too many behind a body. */
    @Test
    void aCallerWhoHangsUpIsNoticedThoughMoreWasSent() throws Exception {
        send("GET /slow" + HEAD + "\r\n");
        asked.join();
        client.close();
        assertThat(server.served().status()).isEqualTo(499);
    }

    private void interrupt() {
        send(other, "GET /begun" + HEAD);
    }

    private void send(String text) {
        send(client, text);
    }

    private static void send(RawClient from, String text) {
        try {
            from.send(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
