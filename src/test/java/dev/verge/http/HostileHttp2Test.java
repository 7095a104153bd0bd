package dev.verge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.endpoint.EndpointResult;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers of HTTP/2 who send frames that no client sends. They never say that they know the server's settings. */
class HostileHttp2Test {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int MAX_HEADER_LIST_SIZE = 6;
    private static final int WHOLE = 5;
    private static final int REFUSED_STREAM = 7;
    private static final int PINGS = 400_000;

    private static RunningServer server;
    private RawClient client;

    @BeforeAll
    static void start() {
        server = RunningServer.start(
                new FakeEndpoint("GET", "/d/{id}", (head, body) -> Future.succeededFuture(FakeEndpoint.json("{}"))),
                new FakeEndpoint("GET", "/never", (head, body) -> Future.<EndpointResult>future(never -> {}))
                        .within(Duration.ofSeconds(60)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = server.connect();
        client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send(frame(SETTINGS, 0, 0));
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    private record Frame(int type, int flags, int stream, byte[] payload) {
        int code() {
            return ByteBuffer.wrap(payload).getInt(type == GO_AWAY ? 4 : 0);
        }
    }

    private static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private static byte[] head(String path) {
        return head(path, "GET", "x", "y");
    }

    private static byte[] head(String path, String method, String name, String value) {
        var block = new ByteArrayOutputStream();
        var texts = List.of(":method", method, ":scheme", "http", ":path", path, ":authority", "a", name, value);
        for (int i = 0; i < texts.size(); i += 2) {
            block.write(0);
            write(block, texts.get(i));
            write(block, texts.get(i + 1));
        }
        return block.toByteArray();
    }

    /** A name or value as a literal of HPACK (RFC 7541, section 6.2.2), shorter than 127. */
    private static void write(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Frame read() throws IOException {
        var head = ByteBuffer.wrap(client.read(9));
        int first = head.getInt();
        int flags = head.get();
        return new Frame(first & 0xFF, flags, head.getInt(), client.read(first >>> 8));
    }

    private Frame read(int type) throws IOException {
        var frame = read();
        while (frame.type() != type) {
            frame = read();
        }
        return frame;
    }

    @Test
    void holdsCallerToNumberOfStreamsFromTheFirstOn() throws IOException {
        for (int stream = 1; stream <= 203; stream += 2) {
            client.send(frame(HEADERS, WHOLE, stream, head("/never")));
        }
        var reset = read(RESET);
        assertThat(reset.stream()).isEqualTo(201);
        assertThat(reset.code()).isEqualTo(REFUSED_STREAM);
    }

    @Test
    void endsConnectionOfCallerWhoKeepsOpeningStreams() throws IOException {
        var flood = new ByteArrayOutputStream();
        for (int stream = 1; stream <= 2_001; stream += 2) {
            flood.writeBytes(frame(HEADERS, WHOLE, stream, head("/never")));
        }
        client.send(flood.toByteArray());
        assertThat(read(GO_AWAY).code()).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource({"GET, a:b, x", "GET, a b, x", "GET, a, x\\r\\ny: z", "GET, a, x\\0", "GET, a, ' x'", "G T, a, x"})
    void resetsStreamWithMalformedFieldAndServesOthers(String method, String name, String value) throws IOException {
        var text = value.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        client.send(frame(HEADERS, WHOLE, 1, head("/d/1", method, name, text)));
        assertThat(read(RESET).code()).isEqualTo(1);
        client.send(frame(HEADERS, WHOLE, 3, head("/d/1")));
        assertThat(read(DATA).stream()).isEqualTo(3);
    }

    @Test
    void tellsCallerOfTheLimitOfHeadersAndRefusesMoreWithAProblem() throws IOException {
        assertThat(maxHeaderListSize()).isGreaterThan(RunningServer.SETTINGS.maxHeaderSize());
        assertThat(maxHeaderListSize()).isEqualTo(RunningServer.SETTINGS.maxHeaderSize());
        client.send(frame(HEADERS, WHOLE, 1, large(40)));
        var problem = read(DATA);
        assertThat(problem.stream()).isEqualTo(1);
        assertThat(new String(problem.payload(), StandardCharsets.UTF_8))
                .contains("urn:verge:problem:headers-too-large", "\"status\":431");
        client.send(frame(HEADERS, WHOLE, 3, large(20)));
        assertThat(read(DATA).payload()).asString().isEqualTo("{}");
    }

    /** No caller of a good kind is hurt: what it sends before it hears of the end is answered. */
    @Test
    void answersWhatCrossesTheAnnouncementOfTheEnd() throws IOException {
        try (var ending = RunningServer.start(
                new FakeEndpoint("GET", "/d/{id}", (head, body) -> Future.succeededFuture(FakeEndpoint.json("{}"))))) {
            client.close();
            client = ending.connect();
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send(frame(SETTINGS, 0, 0));
            client.send(frame(HEADERS, WHOLE, 1, head("/d/1")));
            assertThat(read(HEADERS).stream()).isEqualTo(1);
            var drained = ending.server.drain(Duration.ofSeconds(2), Duration.ofSeconds(10));
            var announcement = read(GO_AWAY);
            assertThat(announcement.code()).isZero();
            assertThat(ByteBuffer.wrap(announcement.payload()).getInt()).isEqualTo(Integer.MAX_VALUE);
            client.send(frame(HEADERS, WHOLE, 3, head("/d/1")));
            assertThat(read(HEADERS).stream()).isEqualTo(3);
            var end = read(GO_AWAY);
            assertThat(end.code()).isZero();
            assertThat(ByteBuffer.wrap(end.payload()).getInt()).isEqualTo(3);
            RunningServer.await(drained);
        }
    }

    /** What the next frame of settings that has one says of it. */
    private int maxHeaderListSize() throws IOException {
        while (true) {
            var settings = ByteBuffer.wrap(read(SETTINGS).payload());
            while (settings.hasRemaining()) {
                short name = settings.getShort();
                int value = settings.getInt();
                if (name == MAX_HEADER_LIST_SIZE) {
                    return value;
                }
            }
        }
    }

    /** Names, values and 32 bytes for each field: more than 100 bytes for each of these. */
    private static byte[] large(int fields) {
        var block = new ByteArrayOutputStream();
        block.writeBytes(head("/d/1"));
        for (int i = 0; i < fields; i++) {
            block.write(0);
            write(block, "x" + i);
            write(block, "y".repeat(100));
        }
        return block.toByteArray();
    }

    /** Netty gives up a connection with 10,000 answers that wait to be sent; here they are not even made. */
    @Test
    void readsNothingFromCallerWhoDoesNotRead() throws Exception {
        var ping = frame(PING, 0, 0, new byte[8]);
        var flood = ByteBuffer.allocate(PINGS * ping.length);
        for (int i = 0; i < PINGS; i++) {
            flood.put(ping);
        }
        var writer = new Thread(() -> sendQuietly(flood.array()));
        writer.start();
        writer.join(1_000);
        for (int i = 0; i < PINGS; i++) {
            assertThat(read(PING).flags()).isEqualTo(1);
        }
        writer.join();
    }

    private void sendQuietly(byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
