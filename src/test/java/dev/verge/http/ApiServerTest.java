package dev.verge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.endpoint.EndpointResult;
import dev.verge.observation.Observation.RequestFailed;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import dev.verge.problem.Violation;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {
    private static RunningServer server;
    private RawClient client;

    @BeforeAll
    static void start() {
        server = RunningServer.start(
                new FakeEndpoint(
                        "GET",
                        "/d/{id}",
                        (head, body) -> Future.succeededFuture(FakeEndpoint.json(
                                "{\"id\":\"" + head.pathParameters().get("id") + "\"}"))),
                new FakeEndpoint(
                        "DELETE",
                        "/d/{id}",
                        (head, body) -> Future.succeededFuture(new EndpointResult(204, null, null))),
                new FakeEndpoint("POST", "/d", (head, body) -> Future.succeededFuture(FakeEndpoint.json(body + ""))),
                new FakeEndpoint(
                        "GET", "/boom", (head, body) -> Future.failedFuture(new IllegalStateException("secret"))),
                new FakeEndpoint("GET", "/thrown", (head, body) -> {
                    throw new IllegalStateException("secret");
                }),
                new FakeEndpoint(
                        "GET",
                        "/invalid",
                        (head, body) -> Future.failedFuture(Problem.invalid(List.of(
                                        new Violation("query", "limit", "too large"),
                                        new Violation("body", "/a", "missing")))
                                .exception())),
                new FakeEndpoint("GET", "/private", (head, body) -> Future.failedFuture("never"))
                        .refusing(Problem.of(ProblemType.UNAUTHENTICATED)
                                .withHeader("WWW-Authenticate", "Bearer")
                                .exception()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        client = server.connect();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
    }

    @Test
    void answersJson() throws Exception {
        var answer = client.get("GET /d/7");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":\"7\"}");
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("content-length", "10")
                .containsEntry("cache-control", "no-store")
                .containsEntry("x-content-type-options", "nosniff");
        var served = server.served(answer.headers().get("x-request-id"));
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.operationId()).isEqualTo("get/d/{id}");
    }

    @Test
    void answersHeadAsGetWithoutBody() throws Exception {
        var answer = client.get("HEAD /d/7");
        assertThat(answer.headers()).containsEntry("content-length", "10");
        assertThat(client.get("HEAD /nothing").status()).isEqualTo(404);
        assertThat(client.get("GET /d/8").body()).isEqualTo("{\"id\":\"8\"}");
    }

    @Test
    void answersNoContentWithoutLength() throws Exception {
        var answer = client.get("DELETE /d/7");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).doesNotContainKey("content-length");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /nothing, 404, no-such-route",
        "GET /d/7/, 404, no-such-route",
        "POST /d/7, 405, method-not-allowed",
        "TRACE /d/7, 405, method-not-allowed",
        "CONNECT verge.test:80, 405, method-not-allowed",
        "BREW /d/7, 405, method-not-allowed",
        "get /d/7, 405, method-not-allowed",
        "GET /d/../x, 400, malformed-request",
        "GET /d/%zz, 400, malformed-request",
        "GET d/7, 400, malformed-request",
        "GET /boom, 500, internal-error",
        "GET /thrown, 500, internal-error",
        "GET /private, 401, unauthenticated",
        "GET /invalid, 400, invalid-request"
    })
    void answersProblemDocument(String line, int status, String slug) throws Exception {
        var answer = client.get(line);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.json().getString("type")).isEqualTo("urn:verge:problem:" + slug);
        assertThat(answer.json().getInteger("status")).isEqualTo(status);
        assertThat(answer.json().getString("requestId"))
                .isEqualTo(answer.headers().get("x-request-id"));
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(server.served(answer.json().getString("requestId")).problem())
                .isEqualTo(slug);
        assertThat(client.get("GET /d/7").status()).isEqualTo(200);
    }

    @Test
    void tellsCauseOfServerErrorToObserverAlone() throws Exception {
        client.get("GET /boom");
        assertThat(server.next(RequestFailed.class).cause()).hasMessage("secret");
    }

    @Test
    void listsViolations() throws Exception {
        var errors = client.get("GET /invalid").json().getJsonArray("errors");
        assertThat(errors.getJsonObject(0).getString("parameter")).isEqualTo("limit");
        assertThat(errors.getJsonObject(1).getString("pointer")).isEqualTo("/a");
    }

    @Test
    void namesAllowedMethods() throws Exception {
        assertThat(client.get("PUT /d/7").headers()).containsEntry("allow", "DELETE, GET, HEAD, OPTIONS");
        var options = client.get("OPTIONS /d/7");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.headers()).containsEntry("allow", "DELETE, GET, HEAD, OPTIONS");
        assertThat(client.get("OPTIONS *").headers()).containsEntry("allow", "DELETE, GET, HEAD, OPTIONS, POST");
        assertThat(client.get("OPTIONS /private").status()).isEqualTo(204);
    }

    @Test
    void skipsBodyOfOptions() throws Exception {
        client.send("OPTIONS /d HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n" + "x".repeat(900));
        assertThat(client.read().status()).isEqualTo(204);
        assertThat(client.get("GET /d/7").status()).isEqualTo(200);
        client.send("OPTIONS /d HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(413);
    }

    @Test
    void writesHeadersOfProblem() throws Exception {
        assertThat(client.get("GET /private").headers()).containsEntry("www-authenticate", "Bearer");
    }

    @Test
    void takesWellFormedRequestId() throws Exception {
        assertThat(client.get("GET /d/7", "X-Request-Id: a.B-9_").headers()).containsEntry("x-request-id", "a.B-9_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "\u00e4"})
    void replacesOtherRequestId(String offered) throws Exception {
        var id = client.get("GET /d/7", "X-Request-Id: " + offered).headers().get("x-request-id");
        assertThat(id).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|200",
                "*/*|200",
                "text/html, application/*;q=0.1|200",
                "APPLICATION/JSON; charset=utf-8|200",
                "text/html|406",
                "application/json;q=0|406",
                "*/*, application/json;q=0|406",
                "*/*;q=0, application/json|200",
                "nonsense|200"
            })
    void negotiates(String accept, int status) throws Exception {
        assertThat(client.get("GET /d/7", "Accept: " + accept).status()).isEqualTo(status);
    }

    @Test
    void servesAbsoluteFormAndHttp10() throws Exception {
        assertThat(client.get("GET http://other.test/d/7?x=1").status()).isEqualTo(200);
        var answer = client.send("GET /d/7 HTTP/1.0\r\n\r\n").read();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(client.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "x, close"})
    void closesConnectionOnDemand(String option) throws Exception {
        assertThat(client.get("GET /d/7", "Connection: " + option).headers()).containsEntry("connection", "close");
        assertThat(client.closed()).isTrue();
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        var head = " HTTP/1.1\r\nHost: a\r\n\r\n";
        client.send("GET /d/1" + head + "GET /d/2" + head + "POST /d HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n[]"
                + "GET /d/3" + head);
        assertThat(client.read().body()).isEqualTo("{\"id\":\"1\"}");
        assertThat(client.read().body()).isEqualTo("{\"id\":\"2\"}");
        assertThat(client.read().body()).isEqualTo("[]");
        assertThat(client.read().body()).isEqualTo("{\"id\":\"3\"}");
    }

    @Test
    void replacesEndpointsWhole() throws Exception {
        try (var other = RunningServer.start();
                var caller = other.connect()) {
            assertThat(caller.get("GET /new").status()).isEqualTo(404);
            RunningServer.await(Future.future(done -> other.vertx.runOnContext(run -> {
                other.router.replace(
                        List.of(new FakeEndpoint(
                                "GET", "/new", (head, body) -> Future.succeededFuture(FakeEndpoint.json("1")))),
                        RunningServer.SETTINGS);
                done.complete();
            })));
            assertThat(caller.get("GET /new").body()).isEqualTo("1");
        }
    }
}
