package dev.verge.http;

import static dev.verge.http.RawHttp2Client.CONTINUATION;
import static dev.verge.http.RawHttp2Client.END_OF_STREAM;
import static dev.verge.http.RawHttp2Client.ENHANCE_YOUR_CALM;
import static dev.verge.http.RawHttp2Client.GO_AWAY;
import static dev.verge.http.RawHttp2Client.HEADERS;
import static dev.verge.http.RawHttp2Client.PING;
import static dev.verge.http.RawHttp2Client.RESET;
import static dev.verge.http.RawHttp2Client.SETTINGS;
import static dev.verge.http.RawHttp2Client.WHOLE;
import static dev.verge.http.RawHttp2Client.frame;
import static dev.verge.http.RawHttp2Client.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.endpoint.EndpointResult;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of HTTP/2 who send more than a server should work off: their connection ends, and others are served. */
class Http2FloodTest {
    private static final int PRIORITY = 2;
    private static final int WINDOW_UPDATE = 8;
    private static final int CANCEL = 8;

    private static RunningServer server;
    private RawHttp2Client client;

    @BeforeAll
    static void start() {
        server = RunningServer.start(
                new FakeEndpoint("GET", "/now", (head, body) -> Future.succeededFuture(FakeEndpoint.json("1"))),
                new FakeEndpoint("GET", "/never", (head, body) -> Future.<EndpointResult>future(never -> {}))
                        .within(Duration.ofSeconds(60)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new RawHttp2Client(server.connect());
    }

    @AfterEach
    void othersAreServed() throws IOException {
        client.close();
        try (var other = server.connect()) {
            assertThat(other.get("GET /now").status()).isEqualTo(200);
        }
    }

    @Test
    void endsConnectionOfCallerWhoKeepsOpeningStreams() throws IOException {
        var flood = new ByteArrayOutputStream();
        for (int stream = 1; stream <= 2_001; stream += 2) {
            flood.writeBytes(frame(HEADERS, WHOLE, stream, head("/never")));
        }
        sendQuietly(flood.toByteArray());
        assertEndedForFlooding();
    }

    /** "Rapid reset", CVE-2023-44487: each request is taken back at once, so that there is never more than one. */
    @Test
    void endsConnectionOfCallerWhoKeepsTakingRequestsBack() throws IOException {
        var flood = new ByteArrayOutputStream();
        for (int stream = 1; stream <= 2_001; stream += 2) {
            flood.writeBytes(frame(HEADERS, WHOLE, stream, head("/never")));
            flood.writeBytes(frame(RESET, 0, stream, code(CANCEL)));
        }
        sendQuietly(flood.toByteArray());
        assertEndedForFlooding();
    }

    /** "Continuation flood", CVE-2024-27983: headers that never end, here in pieces that are no header. */
    @Test
    void endsConnectionOfCallerWhoseHeadersConsistOfEmptyPieces() throws IOException {
        client.send(HEADERS, END_OF_STREAM, 1, head("/now"));
        var flood = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            flood.writeBytes(frame(CONTINUATION, 0, 1));
        }
        sendQuietly(flood.toByteArray());
        assertThat(client.closed()).isTrue();
    }

    /** The same in pieces of 16 KiB: what is kept of them is bounded by the limit of headers. */
    @Test
    void endsConnectionOfCallerWhoseHeadersHaveNoEnd() throws IOException {
        client.send(HEADERS, END_OF_STREAM, 1, head("/now"));
        var piece = new ByteArrayOutputStream();
        while (piece.size() < 16_000) {
            piece.writeBytes(RawHttp2Client.field("x", "y".repeat(100)));
        }
        byte[] whole = frame(CONTINUATION, 0, 1, piece.toByteArray());
        for (int i = 0; i < 200; i++) {
            sendQuietly(whole);
        }
        assertThat(client.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {PING, SETTINGS, PRIORITY, WINDOW_UPDATE})
    void endsConnectionOfCallerWhoKeepsSendingFramesThatAskForNothing(int type) {
        var frame =
                switch (type) {
                    case PING -> frame(PING, 0, 0, new byte[8]);
                    case SETTINGS -> frame(SETTINGS, 0, 0);
                    case PRIORITY -> frame(PRIORITY, 0, 1, new byte[5]);
                    default -> frame(WINDOW_UPDATE, 0, 0, code(1));
                };
        sendQuietly(repeated(frame, 2_000));
        assertEndedForFlooding();
    }

    /** One for every three requests, as from somebody who asks how long the line is. */
    @Test
    void letsCallerWhoAsksSendFramesThatAskForNothing() throws IOException {
        for (int i = 0; i < 3_000; i++) {
            client.send(HEADERS, WHOLE, 2 * i + 1, head("/now"));
            assertThat(client.read(HEADERS).stream()).isEqualTo(2 * i + 1);
            if (i % 3 == 0) {
                client.send(PING, 0, 0, new byte[8]);
                assertThat(client.read(PING).flags()).isEqualTo(1);
            }
        }
    }

    /** What was sent after the end resets the connection, and the reset may overtake the server's last word. */
    private void assertEndedForFlooding() {
        try {
            assertThat(client.read(GO_AWAY).code()).isEqualTo(ENHANCE_YOUR_CALM);
        } catch (IOException reset) {
            assertThat(reset).isInstanceOf(SocketException.class);
        }
        assertThat(client.closed()).isTrue();
    }

    /** A server that ends the connection need not read on. */
    private void sendQuietly(byte[] bytes) {
        try {
            var ignored = client.send(bytes);
        } catch (IOException ended) {
            // What is read tells how it ended.
        }
    }

    private static byte[] repeated(byte[] frame, int times) {
        var all = ByteBuffer.allocate(times * frame.length);
        for (int i = 0; i < times; i++) {
            all.put(frame);
        }
        return all.array();
    }

    private static byte[] code(int code) {
        return ByteBuffer.allocate(4).putInt(code).array();
    }
}
