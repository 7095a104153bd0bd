package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.http.RawClient;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The private port refuses what is no well-formed request as the public one does. */
class PrivatePortTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Sample.CONF, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /live HTTP/1.1\\r\\n\\r\\n|400|malformed-request",
                "GET /live HTTP/1.2\\r\\nHost: a\\r\\n\\r\\n|400|malformed-request",
                "GET /live FTP/1.1\\r\\nHost: a\\r\\n\\r\\n|400|malformed-request",
                "nonsense\\r\\n\\r\\n|400|malformed-request",
                "GET /live HTTP/1.1\\r\\nHost: a\\r\\nbad field: x\\r\\n\\r\\n|400|malformed-request",
                "POST /live HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n|400|malformed-request",
                "GET /LONG HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|414|uri-too-long",
                "GET /live HTTP/1.1\\r\\nHost: a\\r\\nX: LONG\\r\\n\\r\\n|431|headers-too-large"
            })
    void refusesWithProblemAndCloses(String request, int status, String problem) throws IOException {
        String text = request.replace("\\r", "\r").replace("\\n", "\n").replace("LONG", "x".repeat(9_000));
        try (var client = new RawClient(server.managementPort())) {
            RawClient.Answer answer = client.send(text).read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers())
                    .containsEntry("content-type", "application/problem+json")
                    .containsEntry("connection", "close")
                    .containsEntry("x-request-id", answer.json().getString("requestId"));
            assertThat(answer.json().getString("type")).isEqualTo("urn:verge:problem:" + problem);
        }
    }

    @Test
    void answersOneRequestAfterAnotherOnAConnection() throws IOException {
        try (var client = new RawClient(server.managementPort())) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.get("GET /live").body()).contains("\"status\":\"up\"");
                assertThat(client.get("HEAD /live").status()).isEqualTo(200);
            }
        }
    }
}
