package dev.verge.http;

import static dev.verge.http.RawHttp2Client.DATA;
import static dev.verge.http.RawHttp2Client.GO_AWAY;
import static dev.verge.http.RawHttp2Client.HEADERS;
import static dev.verge.http.RawHttp2Client.RESET;
import static dev.verge.http.RawHttp2Client.SETTINGS;
import static dev.verge.http.RawHttp2Client.WHOLE;
import static dev.verge.http.RawHttp2Client.field;
import static dev.verge.http.RawHttp2Client.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.endpoint.EndpointResult;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers of HTTP/2 who send frames that no client sends. They never say that they know the server's settings. */
class HostileHttp2Test {
    private static final int MAX_HEADER_LIST_SIZE = 6;
    private static final int REFUSED_STREAM = 7;

    private static RunningServer server;
    private RawHttp2Client client;

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
        client = new RawHttp2Client(server.connect());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @Test
    void holdsCallerToNumberOfStreamsFromTheFirstOn() throws IOException {
        for (int stream = 1; stream <= 203; stream += 2) {
            client.send(HEADERS, WHOLE, stream, head("/never"));
        }
        var reset = client.read(RESET);
        assertThat(reset.stream()).isEqualTo(201);
        assertThat(reset.code()).isEqualTo(REFUSED_STREAM);
    }

    @ParameterizedTest
    @CsvSource({"GET, a:b, x", "GET, a b, x", "GET, a, x\\r\\ny: z", "GET, a, x\\0", "GET, a, ' x'", "G T, a, x"})
    void resetsStreamWithMalformedFieldAndServesOthers(String method, String name, String value) throws IOException {
        var text = value.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        client.send(HEADERS, WHOLE, 1, head("/d/1", method, name, text));
        assertThat(client.read(RESET).code()).isEqualTo(1);
        client.send(HEADERS, WHOLE, 3, head("/d/1"));
        assertThat(client.read(DATA).stream()).isEqualTo(3);
    }

    @Test
    void tellsCallerOfTheLimitOfHeadersAndRefusesMoreWithAProblem() throws IOException {
        assertThat(maxHeaderListSize()).isGreaterThan(RunningServer.SETTINGS.maxHeaderSize());
        assertThat(maxHeaderListSize()).isEqualTo(RunningServer.SETTINGS.maxHeaderSize());
        client.send(HEADERS, WHOLE, 1, large(40));
        var problem = client.read(DATA);
        assertThat(problem.stream()).isEqualTo(1);
        assertThat(new String(problem.payload(), StandardCharsets.UTF_8))
                .contains("urn:verge:problem:headers-too-large", "\"status\":431");
        client.send(HEADERS, WHOLE, 3, large(20));
        assertThat(client.read(DATA).payload()).asString().isEqualTo("{}");
    }

    /** No caller of a good kind is hurt: what it sends before it hears of the end is answered. */
    @Test
    void answersWhatCrossesTheAnnouncementOfTheEnd() throws IOException {
        try (var ending = RunningServer.start(
                new FakeEndpoint("GET", "/d/{id}", (head, body) -> Future.succeededFuture(FakeEndpoint.json("{}"))))) {
            client.close();
            client = new RawHttp2Client(ending.connect());
            client.send(HEADERS, WHOLE, 1, head("/d/1"));
            assertThat(client.read(HEADERS).stream()).isEqualTo(1);
            var drained = ending.drain(Duration.ofSeconds(2), Duration.ofSeconds(10));
            var announcement = client.read(GO_AWAY);
            assertThat(announcement.code()).isZero();
            assertThat(ByteBuffer.wrap(announcement.payload()).getInt()).isEqualTo(Integer.MAX_VALUE);
            client.send(HEADERS, WHOLE, 3, head("/d/1"));
            assertThat(client.read(HEADERS).stream()).isEqualTo(3);
            var end = client.read(GO_AWAY);
            assertThat(end.code()).isZero();
            assertThat(ByteBuffer.wrap(end.payload()).getInt()).isEqualTo(3);
            RunningServer.await(drained);
        }
    }

    /** What the next frame of settings that has one says of it. */
    private int maxHeaderListSize() throws IOException {
        while (true) {
            var settings = ByteBuffer.wrap(client.read(SETTINGS).payload());
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
            block.writeBytes(field("x" + i, "y".repeat(100)));
        }
        return block.toByteArray();
    }
}
