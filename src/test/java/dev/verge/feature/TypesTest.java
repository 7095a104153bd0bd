package dev.verge.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Values of every type, as a parameter in the path, one in the query and a property of the body. */
class TypesTest {
    private static final String[] SCHEMA = {
        "CREATE TYPE mood AS ENUM ('sad', 'so, \"so\"', '\\', 'NULL')",
        "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE DOMAIN positives AS positive[]",
        "CREATE TYPE pair AS (number int, word text)"
    };
    private static final Map<String, String> SCHEMAS = Map.of(
            "any", "{}",
            "integers", "{type: array, items: {type: [integer, 'null']}}",
            "strings", "{type: array, items: {type: string}}");
    private static final String OPERATION = """
              %s:
                %s:
                  operationId: %s
                  %s
                  responses:
                    '200':
                      description: The value.
                      content: {application/json: {schema: {type: object}}}
            """;

    private static TestServer server;
    private static List<Case> cases;

    private record Case(int number, String type, String schema, String in, String out) {
        private static Case parse(int number, String line) {
            String[] parts = line.split(" \\|", -1);
            return new Case(number, parts[0], parts[1].strip(), parts[2].strip(), parts[3].strip());
        }
    }

    @BeforeAll
    static void start(@TempDir Path conf) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/types/cases.txt"));
        cases = Stream.iterate(1, number -> number < lines.size(), number -> number + 1)
                .map(number -> Case.parse(number, lines.get(number)))
                .toList();
        Files.createDirectories(conf.resolve("sql"));
        Files.writeString(Files.createDirectories(conf.resolve("dev")).resolve("types.sql"), String.join(";", SCHEMA));
        var contract = new StringBuilder("openapi: 3.1.0\ninfo: {title: Types, version: '1'}\nsecurity: []\npaths:\n");
        for (Case each : cases) {
            String schema = SCHEMAS.getOrDefault(each.schema, "{type: " + each.schema + "}");
            String path = "/" + each.number;
            String value = "parameters: [{name: value, in: %s, required: true, schema: " + schema + "}]";
            String body = "requestBody: {required: true, content: {application/json: {schema: {type: object,"
                    + " properties: {value: " + schema + "}}}}}";
            contract.append(operation(conf, each, path + "/{value}", "get", "path", value.formatted("path")));
            contract.append(operation(conf, each, path + "/query", "get", "query", value.formatted("query")));
            contract.append(operation(conf, each, path + "/body", "post", "body", body));
        }
        Files.writeString(conf.resolve("openapi.yaml"), contract);
        server = TestServer.start(conf, Map.of());
    }

    private static String operation(Path conf, Case each, String path, String method, String id, String input)
            throws IOException {
        String name = id.equals("body") ? ":body.value" : ":value";
        Files.writeString(
                conf.resolve("sql/" + id + each.number + ".sql"), "SELECT " + name + "::" + each.type + " AS value");
        return OPERATION.formatted(path, method, id + each.number, input);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> comeBackOrAreRefusedByName() {
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.toString(), () -> check(each)));
    }

    private static void check(Case each) {
        String path = "/" + each.number;
        Buffer body = Buffer.buffer("{\"value\":" + each.in + "}");
        check(each, server.client().send("POST", path + "/body", Map.of("Content-Type", "application/json"), body));
        boolean untyped = each.schema.equals("any") || each.in.equals("[]") || each.in.contains("null");
        if (untyped) {
            // As a parameter it is text.
            return;
        }
        Object value = body.toJsonObject().getValue("value");
        if (value instanceof JsonArray array) {
            String items = String.join(
                    "&value=", array.stream().map(TypesTest::encoded).toList());
            check(each, server.client().get(path + "/query?value=" + items));
        } else {
            String text = encoded(value instanceof String string ? string : each.in);
            check(each, server.client().get(path + "/query?value=" + text));
            check(each, server.client().get(path + "/" + text));
        }
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(String.valueOf(value), UTF_8).replace("+", "%20");
    }

    private static void check(Case each, Answer answer) {
        String body = answer.body().toString();
        if (!each.out.isEmpty()) {
            assertThat(body).isEqualTo("{\"value\":" + each.out + "}");
            return;
        }
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.violations()).hasSize(1);
        JsonObject violation = answer.violations().getJsonObject(0);
        assertThat(violation.getString("parameter", violation.getString("pointer")))
                .isIn("value", "/value", "/value/0");
    }
}
