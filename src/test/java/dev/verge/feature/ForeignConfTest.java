package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient;
import dev.verge.TestServer;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A conf folder that was written without Verge at hand, and what its requests must answer, in order. */
class ForeignConfTest {
    private static final Path FOLDER = Path.of("src/test/resources/foreign");
    private static TestServer server;
    private static JsonObject cases;

    @BeforeAll
    static void start() {
        server = TestServer.start(FOLDER.resolve("conf"), Map.of());
        var mistakes = new Mistakes();
        cases = SourceDocument.read(FOLDER.resolve("cases.yaml"), "cases.yaml", mistakes)
                .orElseThrow(() -> new AssertionError(mistakes.list()))
                .root();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyRequestGetsItsAnswer() {
        return cases.getJsonArray("cases").stream()
                .map(JsonObject.class::cast)
                .map(request -> DynamicTest.dynamicTest(request.getString("name"), () -> check(request)));
    }

    private void check(JsonObject request) {
        TestClient.Answer answer = send(request);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(request.getInteger("status"));
        if (request.containsKey("answer")) {
            assertThat(comparable(SourceDocument.parse("{v: " + answer.body() + "}", "answer", new Mistakes())
                            .orElseThrow()
                            .root()))
                    .isEqualTo(comparable(
                            SourceDocument.parse("{v: " + request.getString("answer") + "}", "expected", new Mistakes())
                                    .orElseThrow()
                                    .root()));
        }
        if (request.containsKey("problem")) {
            assertThat(answer.problem()).isEqualTo(request.getString("problem"));
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        }
        List<String> found = answer.status() < 400 || answer.body().length() == 0
                ? List.of()
                : answer.violations().stream().map(ForeignConfTest::place).toList();
        for (Object violation : request.getJsonArray("violations", new JsonArray())) {
            JsonObject expected = (JsonObject) violation;
            assertThat(found).contains(expected.getString("in") + " " + expected.getString("name"));
        }
    }

    private TestClient.Answer send(JsonObject request) {
        var headers = new HashMap<String, String>();
        request.getJsonObject("headers", new JsonObject())
                .forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
        if (request.containsKey("caller")) {
            JsonObject caller = cases.getJsonObject("callers").getJsonObject(request.getString("caller"));
            headers.put("Authorization", "Bearer " + server.issuer().token(claims(caller)));
        }
        String body = request.getString("body");
        return server.client()
                .send(
                        request.getString("method"),
                        request.getString("path"),
                        headers,
                        body == null ? null : Buffer.buffer(body));
    }

    /** Role-less callers hold the scope that users of an API get, as Entra ID gives it. */
    private static JsonObject claims(JsonObject caller) {
        JsonObject claims =
                server.issuer().claims().put("oid", caller.getString("oid")).put("roles", caller.getJsonArray("roles"));
        String scopes = String.join(
                " ", caller.getJsonArray("scopes").stream().map(String::valueOf).toList());
        return claims.put("scp", scopes.isEmpty() ? "access_as_user" : scopes);
    }

    private static String place(Object violation) {
        JsonObject object = (JsonObject) violation;
        return object.getString("in") + " "
                + Objects.requireNonNullElseGet(object.getString("parameter"), () -> object.getString("pointer"));
    }

    /** Trees with numbers that compare by value. */
    private static Object comparable(Object value) {
        if (value instanceof JsonObject object) {
            var map = new HashMap<String, Object>();
            object.forEach(member -> map.put(member.getKey(), comparable(member.getValue())));
            return map;
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(ForeignConfTest::comparable).toList();
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
    }
}
