package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.testing.Eventually;
import dev.verge.testing.OpenTransaction;
import dev.verge.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that somebody changes for a long time, beside operations that have nothing to do with it. */
class LockedTableTest {
    @TempDir
    private Path conf;

    private final DatabaseSettings database = TestDatabase.create("CREATE TABLE item (id int)");

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(conf.resolve("sql"));
        Files.writeString(conf.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Items, version: '1'}
                security: []
                paths:
                  /items:
                    get:
                      operationId: items
                      responses:
                        '200':
                          description: All.
                          content: {application/json: {schema: {type: array, items: {type: object}}}}
                    post:
                      operationId: addItems
                      responses:
                        '201': {description: One., content: {application/json: {schema: {type: object}}}}
                  /one:
                    get:
                      operationId: one
                      responses:
                        '200': {description: One., content: {application/json: {schema: {type: object}}}}
                """);
        Files.writeString(conf.resolve("sql/items.sql"), "SELECT id FROM item");
        Files.writeString(
                conf.resolve("sql/addItems.sql"), "INSERT INTO item SELECT generate_series(1, 2) RETURNING id");
        Files.writeString(conf.resolve("sql/one.sql"), "SELECT 1 AS one");
    }

    @Test
    void keepsNoConnectionFromBeingOpened() throws Exception {
        try (var server = TestServer.start(conf, database, Map.of())) {
            try (var lock = OpenTransaction.begin(database, "lock table item in access exclusive mode")) {
                TestDatabase.query(
                        database,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE application_name = 'verge' AND datname = current_database()");
                Eventually.holds(
                        () -> assertThat(server.client().get("/one").body()).hasToString("{\"one\":1}"));
            }
            assertThat(server.client().get("/items").body()).hasToString("[]");
        }
    }

    /** Its rows are there, so whoever asked is told. */
    @Test
    void aChangeThatReturnsTooManyRowsSaysThatItWasMade() {
        try (var server = TestServer.start(conf, database, Map.of())) {
            var answer = server.client().send("POST", "/items", Map.of(), null);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.json().getString("detail"))
                    .isEqualTo("The change was made, and its answer cannot be told.");
            assertThat(TestDatabase.query(database, "SELECT count(*) FROM item"))
                    .containsExactly("2");
        }
    }
}
