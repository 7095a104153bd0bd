package dev.verge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestTest {
    private static final String[] PIECES = {
        "GET ",
        "POST ",
        "HEAD ",
        "OPTIONS ",
        "/d/7",
        "/d",
        "*",
        "?q=%",
        " HTTP/1.1\r\n",
        " HTTP/1.0\r\n",
        " HTTP/9.9\r\n",
        "Host: a\r\n",
        "Content-Length: 5\r\n",
        "Content-Length: -1\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip\r\n",
        "Expect: x\r\n",
        "Upgrade: h2c\r\n",
        "Connection: upgrade, http2-settings\r\n",
        "HTTP2-Settings: !!\r\n",
        "Upgrade: websocket\r\n",
        "Accept: ;;\r\n",
        ": \r\n",
        "\r\n",
        "\n",
        "\0",
        "zz\r\n",
        "5\r\nabcde\r\n",
        "0\r\n\r\n",
        "{\"a\":",
        "\u00ff\u00fe",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "/%ff",
        "/..",
        "#"
    };

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(
                new FakeEndpoint("GET", "/d/{id}", (head, body) -> Future.succeededFuture(FakeEndpoint.json("{}"))),
                new FakeEndpoint("POST", "/d", (head, body) -> Future.succeededFuture(FakeEndpoint.json(body + ""))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /d/7 HTTP/1.1\\r\\n\\r\\n|400",
                "GET /d/7 HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n|400",
                "GET /d/7 HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n|400",
                "GET /d/7 HTTP/9.9\\r\\nHost: a\\r\\n\\r\\n|400",
                "GET  HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|400",
                "GET /d/7 HTTP/1.1\\r\\nHost: a\\r\\n: x\\r\\n\\r\\n|400",
                "GET /d/7 HTTP/1.1\\r\\nHost: a\\r\\nbad field: x\\r\\n\\r\\n|400",
                "GET /d/7 HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n|400",
                "POST /d HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\nGET /d/1 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|400",
                "POST /d HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n|400",
                "GET /d/7 HTTP/1.1\\r\\nHost:\\r\\n\\r\\n|400",
                "GET /d/7 http/1.1\\r\\nHost: a\\r\\n\\r\\n|400",
                "GET /d/7 ICY/1.1\\r\\nHost: a\\r\\n\\r\\n|400",
                "GET /d/7\\r\\n\\r\\n|400",
                "OPTIONS /d HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n|400"
            })
    void refusesAndCloses(String request, int status) throws Exception {
        try (var client = server.connect()) {
            var text = request.replace("\\r", "\r").replace("\\n", "\n");
            var answer = client.send(text).read();
            assertThat(answer.statusLine()).startsWith("HTTP/1.1 " + status);
            assertThat(answer.headers())
                    .containsEntry("content-type", "application/problem+json")
                    .containsEntry("connection", "close");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: h2c",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: !!",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMA",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: \r\nHTTP2-Settings: ",
                "Upgrade: websocket\r\nConnection: Upgrade"
            })
    void servesRequestWithUpgradeThatDoesNotHold(String fields) throws Exception {
        try (var client = server.connect()) {
            assertThat(client.get("GET /d/7", fields).status()).isEqualTo(200);
            assertThat(client.get("GET /d/7").status()).isEqualTo(200);
        }
    }

    @Test
    void takesNothingFromBehindRequestWithoutKnownEnd() throws Exception {
        try (var client = server.connect()) {
            client.send(
                    "POST /d HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nGET /d/1 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void refusesLongTargetAndLargeHead() throws Exception {
        for (int length : new int[] {520, 5000}) {
            try (var client = server.connect()) {
                assertThat(client.get("GET /" + "x".repeat(length)).status()).isEqualTo(414);
            }
        }
        try (var client = server.connect()) {
            var answer = client.get("GET /d/7", "X: " + "x".repeat(5000));
            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.json().getString("type")).endsWith("headers-too-large");
        }
    }

    @Test
    void survivesRandomRequests() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            var request = randomRequest(random);
            sendAndLook(request);
            if (i % 100 == 0) {
                assertStillServing();
            }
        }
        assertStillServing();
    }

    private static String randomRequest(Random random) {
        var request = new StringBuilder(random.nextBoolean() ? "GET /d/7 HTTP/1.1\r\n" : "");
        for (int i = random.nextInt(12); i >= 0; i--) {
            request.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return request.append("\r\n\r\n").toString();
    }

    /** Whatever comes back within a moment is no server error. */
    private static void sendAndLook(String request) throws IOException {
        try (var client = server.connect()) {
            var reply = client.send(request).available();
            assertThat(reply).as(request).doesNotContainPattern("HTTP/1\\.[01] 5");
        }
    }

    private static void assertStillServing() throws IOException {
        try (var client = server.connect()) {
            assertThat(client.get("GET /d/7").status()).isEqualTo(200);
        }
    }
}
