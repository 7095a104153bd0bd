package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.http.RawClient;
import dev.verge.http.RawClient.Answer;
import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.Decision.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request to an operation has one decision on record, however it ends. */
class OneRecordTest {
    private static final String JSON = "Content-Type: application/json\r\n";

    private final GuardedApi api = GuardedApi.start(Map.of("http.bodyTimeout", "300ms", "http.maxBodySize", 1000));
    private final String bearer = "Authorization: Bearer " + api.issuer.token("admin") + "\r\n";

    @AfterEach
    void stop() {
        api.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(406, "GET /documents/1", "Accept: text/html\r\n", ""),
                refusal(417, "PUT /documents/1", "Expect: magic\r\nContent-Length: 0\r\n", ""),
                refusal(415, "PUT /documents/1", "Content-Type: text/plain\r\nContent-Length: 1\r\n", "x"),
                refusal(413, "PUT /documents/1", JSON + "Content-Length: 1001\r\n", ""),
                refusal(
                        413,
                        "PUT /documents/1",
                        JSON + "Transfer-Encoding: chunked\r\n",
                        "3e9\r\n" + "x".repeat(1001) + "\r\n"),
                refusal(408, "PUT /documents/1", JSON + "Content-Length: 10\r\n", "{"),
                refusal(400, "PUT /documents/1", JSON + "Transfer-Encoding: chunked\r\n", "zz\r\n"),
                refusal(400, "PUT /documents/1", JSON + "Content-Length: 1\r\n", "{"),
                refusal(400, "PUT /documents/1", JSON + "Content-Length: 2\r\n", "[]"),
                refusal(400, "PUT /documents/x", JSON + "Content-Length: 2\r\n", "{}"));
    }

    private static Arguments refusal(int status, String line, String fields, String body) {
        return Arguments.of(status, line, fields, body);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("refusals")
    void recordsTheCallerOfRequestThatHttpRefuses(int status, String line, String fields, String body)
            throws IOException {
        try (var client = new RawClient(api.port)) {
            Answer answer = client.send(line + " HTTP/1.1\r\nHost: x\r\n" + bearer + fields + "\r\n" + body)
                    .read();
            assertThat(answer.status()).isEqualTo(status);
            assertUndecided("invalid_request");
        }
        assertThat(api.observed(Decision.class)).hasSize(1);
    }

    /** Whoever may not come in is told nothing else. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("refusals")
    void refusesStrangersBeforeAnythingElseIsWrong(int status, String line, String fields, String body)
            throws IOException {
        try (var client = new RawClient(api.port)) {
            Answer answer = client.send(line + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body)
                    .read();
            assertThat(answer.status()).isEqualTo(401);
        }
        assertThat(api.observed(Decision.class)).singleElement().satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
            assertThat(decision.reason()).isEqualTo("no_credentials");
        });
    }

    @Test
    void recordsTheCallerWhoHangsUpBeforeTheBodyIsThere() throws IOException {
        try (var client = new RawClient(api.port)) {
            client.send("PUT /documents/1 HTTP/1.1\r\nHost: x\r\n" + bearer + JSON + "Content-Length: 10\r\n\r\n{");
        }
        assertUndecided("abandoned");
    }

    private void assertUndecided(String reason) {
        api.await(() -> api.observed(Decision.class).findAny().isPresent());
        List<Decision> decisions = api.observed(Decision.class).toList();
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.UNDECIDED);
            assertThat(decision.reason()).isEqualTo(reason);
            assertThat(decision.token().caller()).isEqualTo("subject");
        });
    }
}
