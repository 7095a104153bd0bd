package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import dev.verge.observation.Observation.RequestFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule's answer means, and how many rows an object is. */
class RulesTest {
    private static final Map<String, String> RULES = new TreeMap<>(Map.of(
            "permits", "SELECT true",
            "refuses", "SELECT false",
            "unknown", "SELECT NULL::boolean",
            "none", "SELECT true WHERE false",
            "several", "VALUES (true), (true)",
            "raises", "SELECT 1 / (length(:input) - length(:input)) = 1",
            "misreads", "SELECT :input::inet IS NOT NULL"));
    private static final String OPERATION = """
              /%1$s:
                get:
                  operationId: %1$s
                  x-verge: {%2$s}
                  parameters: [{name: input, in: query, required: true, schema: {type: string}}]
                  responses:
                    '200': {description: One., content: {application/json: {schema: {type: object}}}}
            """;

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path conf) throws IOException {
        Files.createDirectories(conf.resolve("sql/allow"));
        Files.createDirectories(conf.resolve("dev"));
        Files.writeString(conf.resolve("dev/1.sql"), "CREATE TABLE run (operation text)");
        var contract = new StringBuilder("openapi: 3.1.0\ninfo: {title: Rules, version: '1'}\nsecurity: []\npaths:\n");
        for (var rule : RULES.entrySet()) {
            String name = rule.getKey();
            Files.writeString(conf.resolve("sql/allow/" + name + ".sql"), rule.getValue());
            for (String hidden : new String[] {"", "Hidden"}) {
                String id = name + hidden;
                contract.append(OPERATION.formatted(id, "allow: " + name + ".sql, hide: " + !hidden.isEmpty()));
                Files.writeString(
                        conf.resolve("sql/" + id + ".sql"),
                        "INSERT INTO run (operation) VALUES ('" + id + "') RETURNING :input::text AS input");
            }
        }
        contract.append(OPERATION.formatted("ran", ""));
        Files.writeString(conf.resolve("sql/ran.sql"), "SELECT count(*) FROM run WHERE operation = :input");
        contract.append(OPERATION.formatted("twoRows", ""));
        Files.writeString(conf.resolve("sql/twoRows.sql"), "VALUES (:input), ('secret')");
        Files.writeString(conf.resolve("openapi.yaml"), contract);
        server = TestServer.start(conf, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "permits, 200, 200",
        "refuses, 403, 404",
        "unknown, 403, 404",
        "none, 403, 404",
        "several, 403, 404",
        "raises, 422, 422",
        "misreads, 400, 400"
    })
    void onlyOneTrueLetsTheStatementRun(String rule, int status, int hidden) {
        assertThat(get(rule, "a").status()).isEqualTo(status);
        assertThat(get(rule + "Hidden", "a").status()).isEqualTo(hidden);
        for (String operation : new String[] {rule, rule + "Hidden"}) {
            assertThat(get("ran", operation).json().getInteger("count")).isEqualTo(rule.equals("permits") ? 1 : 0);
        }
    }

    @Test
    void aValueThatOnlyTheRuleCannotReadIsNamed() {
        assertThat(get("misreads", "a").violations().encode())
                .isEqualTo("[{\"in\":\"query\",\"parameter\":\"input\",\"detail\":\"is not of type inet\"}]");
        assertThat(get("misreads", "10.0.0.1").status()).isEqualTo(200);
    }

    @Test
    void twoRowsForAnObjectAreAFaultThatNamesItsOperation() {
        Answer answer = get("twoRows", "a");
        assertThat(answer.problem()).isEqualTo("internal-error");
        assertThat(answer.body().toString()).doesNotContain("secret", "twoRows", "rows");
        assertThat(server.observations()).anySatisfy(observation -> assertThat(observation)
                .isInstanceOfSatisfying(RequestFailed.class, failed -> assertThat(failed.cause())
                        .hasMessageContaining("twoRows: the statement returned 2 rows")));
    }

    private static Answer get(String operation, String input) {
        return server.client().get("/" + operation + "?input=" + input);
    }
}
