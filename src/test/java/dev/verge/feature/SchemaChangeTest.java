package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.observation.Observation.ChangeRefused;
import dev.verge.observation.Observation.ContractServed;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that changes while it is served. */
class SchemaChangeTest {
    @TempDir
    private Path conf;

    private final DatabaseSettings database =
            TestDatabase.create("CREATE TABLE item (id int)", "INSERT INTO item VALUES (1)");

    private void serve(String sql, String properties) throws IOException {
        Files.createDirectories(conf.resolve("sql"));
        Files.writeString(conf.resolve("sql/items.sql"), sql);
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
                          content:
                            application/json: {schema: {type: array, items: {type: object, properties: %s}}}
                """.formatted(properties));
    }

    @Test
    void isNoticedByTheNextRequestAndLinkedAnew() throws IOException {
        serve("SELECT * FROM item", "{}");
        try (var server = TestServer.start(conf, database, Map.of())) {
            assertThat(server.client().get("/items").body()).hasToString("[{\"id\":1}]");
            TestDatabase.execute(database, "ALTER TABLE item ADD COLUMN name text");
            assertThat(server.client().get("/items").status()).isEqualTo(500);
            Eventually.holds(
                    () -> assertThat(server.client().get("/items").body()).hasToString("[{\"id\":1,\"name\":null}]"));
            assertThat(server.observations().stream().filter(ContractServed.class::isInstance))
                    .hasSize(2);
        }
    }

    /** A schema that does not fit is left alone until it fits again, which nobody has to say. */
    @Test
    void isServedAgainWhenItFitsAgain() throws IOException {
        serve("SELECT id FROM item", "{id: {type: [integer, 'null']}}");
        try (var server = TestServer.start(conf, database, Map.of())) {
            TestDatabase.execute(database, "ALTER TABLE item ALTER COLUMN id TYPE text");
            assertThat(server.client().get("/items").status()).isEqualTo(500);
            Eventually.holds(() -> assertThat(server.observations()).anyMatch(ChangeRefused.class::isInstance));
            TestDatabase.execute(database, "ALTER TABLE item ALTER COLUMN id TYPE int USING id::int");
            Eventually.holds(() -> assertThat(server.observations().stream().filter(ContractServed.class::isInstance))
                    .hasSize(2));
            assertThat(server.client().get("/items").body()).hasToString("[{\"id\":1}]");
        }
    }
}
