package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.token.Reason;
import dev.verge.http.RawClient;
import dev.verge.http.RawClient.Answer;
import dev.verge.observation.Observation.Decision;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 101 to 111 that a well-behaved client cannot send: the bytes of whole requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageAttackTest {
    private final GuardedApi api = GuardedApi.start(Map.of("identity.resource", Attack.RESOURCE));
    private final String token = api.issuer.token("admin");

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    @DisplayName("15 token of 40 KiB")
    void refusesHeaderSectionThatIsTooLong() throws IOException {
        Answer answer = get("GET /any", "Authorization: Bearer " + "x".repeat(40 * 1024));
        assertThat(answer.status()).isEqualTo(431);
    }

    @ParameterizedTest(name = "12 {0} inside a segment")
    @ValueSource(strings = {"\r\n ", "\0", "\u000b"})
    void refusesFieldsThatHoldNoText(String space) throws IOException {
        Answer answer = get("GET /any", "Authorization: Bearer " + token.replaceFirst("\\.", "." + space));
        assertThat(answer.status()).isIn(400, 401);
    }

    @Test
    @DisplayName("14 bytes beyond ASCII")
    void refusesBytesThatAreNoLetters() throws IOException {
        Answer answer =
                get("GET /any", "Authorization: Bearer " + token.substring(0, token.length() - 2) + "\u00c3\u00a9");
        assertRefused(answer, 401, Reason.MALFORMED_TOKEN);
    }

    @Test
    @DisplayName("104 two Authorization headers")
    void refusesTwoFields() throws IOException {
        String good = "Authorization: Bearer " + token;
        assertRefused(get("GET /any", good, good), 400, Reason.MALFORMED_CREDENTIALS);
        assertRefused(get("GET /any", good, "authorization: Basic eA=="), 400, Reason.MALFORMED_CREDENTIALS);
        assertRefused(get("GET /any", "Authorization:", good), 400, Reason.MALFORMED_CREDENTIALS);
    }

    @Test
    @DisplayName("106 ?access_token= / form body / cookie")
    void takesTokensFromNowhereElse() throws IOException {
        assertRefused(get("GET /any?access_token=" + token), 401, Reason.NO_CREDENTIALS);
        assertRefused(get("GET /any", "Cookie: access_token=" + token), 401, Reason.NO_CREDENTIALS);
        assertRefused(get("GET /any", "Proxy-Authorization: Bearer " + token), 401, Reason.NO_CREDENTIALS);
        assertRefused(get("GET /any", "X-Authorization: Bearer " + token), 401, Reason.NO_CREDENTIALS);
        String form = "access_token=" + token;
        try (var client = new RawClient(api.port)) {
            Answer answer = client.send("PUT /documents/1 HTTP/1.1\r\nHost: x\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                            + "\r\n\r\n" + form)
                    .read();
            assertRefused(answer, 401, Reason.NO_CREDENTIALS);
        }
    }

    @Test
    @DisplayName("107 CORS preflight")
    void answersPreflightWithoutCredentials() throws IOException {
        Answer answer = get(
                "OPTIONS /admin",
                "Origin: https://app.example",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: authorization");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).doesNotContainKey("www-authenticate");
    }

    @Test
    @DisplayName("108 X-Requested-With: XMLHttpRequest")
    void challengesScriptsToo() throws IOException {
        Answer answer = get("GET /any", "X-Requested-With: XMLHttpRequest", "Accept: */*");
        assertRefused(answer, 401, Reason.NO_CREDENTIALS);
        assertThat(answer.headers()).containsEntry("www-authenticate", Attack.BEARER);
    }

    @Test
    @DisplayName("109 reflected Host")
    void challengesWithAddressesOfTheSettingsAlone() throws IOException {
        for (String field : new String[] {
            "Host: evil.example\"",
            "X-Forwarded-Host: evil.example",
            "Forwarded: host=evil.example",
            "Origin: https://evil.example"
        }) {
            Answer answer = get("GET /any", field);
            assertThat(answer.headers().toString() + answer.body()).doesNotContain("evil.example");
            if (answer.status() == 401) {
                assertThat(answer.headers()).containsEntry("www-authenticate", Attack.BEARER);
            }
        }
    }

    @Test
    @DisplayName("111 HEAD with a bad token")
    void answersHeadWithChallengeAndNoBody() throws IOException {
        Answer answer = get("HEAD /any", "Authorization: Bearer a.b.c");
        assertThat(answer.status()).isIn(401, 405);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest(name = "111 PUT of 10 MB and {0}")
    @ValueSource(
            strings = {
                "Content-Length: 10485760",
                "Transfer-Encoding: chunked",
                "Expect: 100-continue\r\nContent-Length: 10485760"
            })
    void answersBeforeTheBodyIsRead(String framing) throws IOException {
        try (var client = new RawClient(api.port)) {
            Answer answer = client.send("PUT /documents/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a.b.c\r\n"
                            + "Content-Type: application/json\r\n" + framing + "\r\n\r\n")
                    .read();
            assertRefused(answer, 401, Reason.MALFORMED_TOKEN);
        }
    }

    @Test
    void recordsWhatTheContractMarks() throws IOException {
        get("PUT /documents/42", "Content-Length: 0");
        Decision last =
                api.observed(Decision.class).reduce((first, second) -> second).orElseThrow();
        assertThat(last.operationId()).isEqualTo("put");
        assertThat(last.resource()).containsExactly(Map.entry("id", "42"));
    }

    private Answer get(String line, String... fields) throws IOException {
        try (var client = new RawClient(api.port)) {
            return client.get(line, fields);
        }
    }

    private void assertRefused(Answer answer, int status, Reason reason) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("www-authenticate")).startsWith(Attack.BEARER);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        assertThat(api.observed(Decision.class).filter(decision -> decision.requestId()
                        .equals(answer.headers().get("x-request-id"))))
                .singleElement()
                .satisfies(decision -> assertThat(decision.reason()).isEqualTo(reason.code()));
    }
}
