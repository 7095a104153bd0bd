package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.observation.Observation;
import dev.verge.testing.TestDatabase;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that give more than a node has memory for. */
class LargeAnswerTest {
    private static final String PATH = """
              /%1$s:
                %2$s:
                  operationId: %1$s
                  x-verge: {lane: shared}
                  responses: {'200': {description: Some, content: {application/json: {schema: {%3$s}}}}}
            """;

    private static TestServer server;
    private static DatabaseSettings database;

    @BeforeAll
    static void start(@TempDir Path conf) throws IOException {
        Files.createDirectories(conf.resolve("sql"));
        Files.writeString(
                conf.resolve("openapi.yaml"),
                "openapi: 3.1.0\ninfo: {title: Much, version: '1'}\nsecurity: []\npaths:\n"
                        + PATH.formatted("rows", "get", "type: array")
                        + PATH.formatted("row", "get", "type: object")
                        + PATH.formatted("little", "get", "type: object")
                        + PATH.formatted("change", "post", "type: object"));
        Files.writeString(
                conf.resolve("sql/rows.sql"), "SELECT i, repeat('x', 100) AS text FROM generate_series(1, 10000) AS i");
        Files.writeString(conf.resolve("sql/row.sql"), "SELECT repeat('x', 5000000) AS text");
        Files.writeString(conf.resolve("sql/little.sql"), "SELECT repeat('x', 60000) AS text");
        Files.writeString(
                conf.resolve("sql/change.sql"),
                "INSERT INTO change DEFAULT VALUES RETURNING repeat('x', 70000) AS text");
        database = TestDatabase.create();
        TestDatabase.execute(database, "CREATE TABLE change ()");
        server = TestServer.start(
                conf,
                database,
                Map.of("http.instances", 1, "database.connections", 2, "database.maxAnswerSize", "64KiB"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rows", "/row"})
    void isRefusedAndTheConnectionServesOn(String path) {
        for (int i = 0; i < 3; i++) {
            var refused = server.client().get(path);
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.problem()).isEqualTo("internal-error");
            assertThat(refused.body().toString()).doesNotContain("maxAnswerSize");
            var little = server.client().get("/little");
            assertThat(little.json().getString("text")).hasSize(60_000);
        }
        assertThat(server.observations())
                .anyMatch(seen -> seen instanceof Observation.RequestFailed failed
                        && String.valueOf(failed.cause().getMessage()).contains("database.maxAnswerSize"));
    }

    /** What the catalog says of a hundred columns is many times as much. */
    @Test
    void whatANodeAsksForItselfIsNotMeant(@TempDir Path conf) throws IOException {
        Files.createDirectories(conf.resolve("sql"));
        Files.writeString(
                conf.resolve("openapi.yaml"),
                "openapi: 3.1.0\ninfo: {title: Wide, version: '1'}\nsecurity: []\npaths:\n"
                        + PATH.formatted("wide", "get", "type: array"));
        Files.writeString(conf.resolve("sql/wide.sql"), "SELECT * FROM wide");
        DatabaseSettings wide = TestDatabase.create();
        TestDatabase.execute(
                wide,
                IntStream.range(0, 100)
                        .mapToObj(number -> "c" + number + " int")
                        .collect(Collectors.joining(", ", "CREATE TABLE wide (", ")")));
        try (var node = TestServer.start(conf, wide, Map.of("database.maxAnswerSize", "1KiB"))) {
            assertThat(node.client().get("/wide").status()).isEqualTo(200);
        }
    }

    @Test
    void ofAChangeItSaysThatItMayHaveBeenMade() {
        var refused = server.client().send("POST", "/change", Map.of(), Buffer.buffer());
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.json().getString("detail")).contains("not known");
        assertThat(TestDatabase.query(database, "SELECT 1 FROM change")).hasSize(1);
    }
}
