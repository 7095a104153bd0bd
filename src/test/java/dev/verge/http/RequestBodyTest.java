package dev.verge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private RunningServer server;
    private RawClient client;

    @BeforeEach
    void start() {
        var settings = RunningServer.settings(Duration.ofMillis(300), Duration.ofMillis(300), null, null);
        server = RunningServer.start(
                settings,
                new FakeEndpoint("POST", "/echo", (head, body) -> Future.succeededFuture(FakeEndpoint.json(body + ""))),
                new FakeEndpoint("POST", "/private", (head, body) -> Future.failedFuture("never"))
                        .refusing(Problem.of(ProblemType.UNAUTHENTICATED).exception()),
                new FakeEndpoint("POST", "/short", (head, body) -> Future.failedFuture("never"))
                        .within(Duration.ofMillis(50)),
                new FakeEndpoint("GET", "/never", (head, body) -> Future.future(never -> {}))
                        .within(Duration.ofMillis(50)));
        client = server.connect();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private RawClient post(String path, String fields) throws Exception {
        return client.send("POST " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n");
    }

    /** RFC 9112, section 7.1.1: whoever does not know them ignores them. */
    @ParameterizedTest
    @ValueSource(strings = {";a", ";a=b", ";a=b;c=\"d e\"", " ; a = b"})
    void ignoresExtensionsOfChunks(String extension) throws Exception {
        post("/echo", "Transfer-Encoding: chunked").send("3" + extension + "\r\n[1]\r\n0" + extension + "\r\n\r\n");
        assertThat(client.read().body()).isEqualTo("[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {";a=\u0001", ";a\nb", ";a=\"b\n\""})
    void refusesExtensionsThatMayHideWhereTheChunkBegins(String extension) throws Exception {
        post("/echo", "Transfer-Encoding: chunked").send("3" + extension + "\r\n[1]\r\n0\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(400);
        assertThat(client.closed()).isTrue();
    }

    @Test
    void readsChunkedBody() throws Exception {
        post("/echo", "Transfer-Encoding: chunked").send("2\r\n[1\r\n1\r\n]\r\n0\r\n\r\n");
        assertThat(client.read().body()).isEqualTo("[1]");
        post("/echo", "Content-Length: 0");
        assertThat(client.read().body()).isEqualTo("null");
    }

    @Test
    void refusesLargeBodyByItsLength() throws Exception {
        post("/echo", "Content-Length: 1001");
        var answer = client.read();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.headers()).containsEntry("connection", "close");
        client.send("x".repeat(1001));
        assertThat(client.closed()).isTrue();
    }

    @Test
    void refusesLargeBodyByCounting() throws Exception {
        post("/echo", "Transfer-Encoding: chunked").send("3e9\r\n" + "x".repeat(1001) + "\r\n");
        assertThat(client.read().status()).isEqualTo(413);
        assertThat(server.served().status()).isEqualTo(413);
        client.send("0\r\n\r\n");
        assertThat(client.closed()).isTrue();
    }

    @Test
    void acceptsBodyOfExactlyTheLimit() throws Exception {
        post("/echo", "Content-Length: 1000").send("x".repeat(1000));
        assertThat(client.read().body()).hasSize(1000);
    }

    @Test
    void letsCallerWhoStillSendsReadTheRefusal() throws Exception {
        post("/private", "Content-Length: 10000000").send(new byte[10_000_000]);
        assertThat(client.read().status()).isEqualTo(401);
        assertThat(client.closed()).isTrue();
    }

    @Test
    void keepsConnectionBehindRefusalOfShortBody() throws Exception {
        post("/private", "Content-Length: 3").send("[1]");
        assertThat(client.read().status()).isEqualTo(401);
        post("/echo", "Content-Length: 2").send("{}");
        assertThat(client.read().body()).isEqualTo("{}");
    }

    @Test
    void asksForBodyOnlyBehindAdmission() throws Exception {
        post("/echo", "Expect: 100-continue\r\nContent-Length: 2");
        assertThat(client.read().status()).isEqualTo(100);
        assertThat(client.send("{}").read().body()).isEqualTo("{}");
        post("/private", "Expect: 100-continue\r\nContent-Length: 2");
        assertThat(client.read().status()).isEqualTo(401);
    }

    @Test
    void refusesOtherExpectations() throws Exception {
        post("/echo", "Expect: magic\r\nContent-Length: 2").send("{}");
        assertThat(client.read().status()).isEqualTo(417);
    }

    @Test
    void refusesSlowBody() throws Exception {
        post("/echo", "Content-Length: 2").send("{");
        assertThat(client.read().status()).isEqualTo(408);
    }

    @Test
    void deadlineCoversSlowBodyAndSlowWork() throws Exception {
        post("/short", "Content-Length: 2").send("{");
        assertThat(client.read().status()).isEqualTo(408);
        try (var other = server.connect()) {
            assertThat(other.get("GET /never").status()).isEqualTo(504);
            assertThat(other.get("GET /nothing").status()).isEqualTo(404);
        }
    }

    @Test
    void refusesBrokenChunks() throws Exception {
        post("/echo", "Transfer-Encoding: chunked").send("zz\r\n");
        assertThat(client.read().status()).isEqualTo(400);
        assertThat(client.closed()).isTrue();
        assertThat(server.served().status()).isEqualTo(400);
    }

    @Test
    void tellsOfCallerWhoHangsUp() throws Exception {
        post("/echo", "Content-Length: 2").send("{");
        client.close();
        assertThat(server.served().problem()).isEqualTo("client-closed");
        assertThat(server.observations).isEmpty();
    }

    @Test
    void closesBehindHeadThatTakesTooLong() throws Exception {
        client.send("GET /nothing HT");
        var answer = client.read();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.json().getInteger("status")).isEqualTo(408);
        assertThat(client.closed()).isTrue();
    }

    @Test
    void timesEachHeadOfConnectionButNotItsSilence() throws Exception {
        assertThat(client.get("GET /nothing").status()).isEqualTo(404);
        Thread.sleep(600);
        assertThat(client.get("GET /nothing").status()).isEqualTo(404);
        assertThat(client.send("GET /nothing HT").read().status()).isEqualTo(408);
    }
}
