package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verge.TestServer;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.source.MistakesException;
import dev.verge.testing.PgBouncer;
import dev.verge.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PgBouncer that is said to keep prepared statements and does not. Skipped where none is installed. */
class PoolerMistakeTest {

    @Test
    void isFoundBeforeThePortOpens(@TempDir Path conf, @TempDir Path directory) throws Exception {
        assumeTrue(PgBouncer.installed().isPresent(), "pgbouncer is not on the PATH");
        Files.createDirectories(conf.resolve("sql"));
        Files.writeString(conf.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Items, version: '1'}
                security: []
                paths:
                  /one:
                    get:
                      operationId: one
                      responses: {'200': {description: One, content: {application/json: {schema: {type: object}}}}}
                """);
        Files.writeString(conf.resolve("sql/one.sql"), "SELECT 1 AS one");
        try (var bouncer = new PgBouncer(TestDatabase.create(), directory, 2, false)) {
            var settings = bouncer.settings(Pooler.TRANSACTION_PREPARED);
            assertThatThrownBy(() -> TestServer.start(conf, settings, Map.of("database.pooler", "transaction-prepared"))
                            .close())
                    .isInstanceOf(MistakesException.class)
                    .hasMessageContaining(
                            "database.pooler: transaction-prepared (expected: transaction, for this pooler"
                                    + " keeps no prepared statements");
        }
    }
}
