package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.config.DatabaseServers.Target;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.StandbyDatabase;
import dev.verge.testing.TestDatabase;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary and its standby, and changes that find the one that takes them, whichever it is. */
class FailoverTest {
    private StandbyDatabase databases;
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path conf, @TempDir Path data) throws IOException {
        Files.createDirectories(conf.resolve("sql"));
        Files.writeString(conf.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Items, version: '1'}
                security: []
                paths:
                  /items:
                    post:
                      operationId: addItem
                      x-verge: {deadline: 20s, lane: shared}
                      responses: {'201': {description: One, content: {application/json: {schema: {type: object}}}}}
                """);
        Files.writeString(
                conf.resolve("sql/addItem.sql"),
                "INSERT INTO item DEFAULT VALUES RETURNING inet_server_port() AS port");
        databases = new StandbyDatabase(data);
        TestDatabase.execute(databases.primary().settings(), "CREATE TABLE item ()");
        databases.catchUp();
        // The standby is the first to be tried.
        var both = DatabaseVariant.with(
                databases.primary().settings(),
                Target.READ_WRITE,
                databases.standby().settings(),
                databases.primary().settings());
        server = TestServer.start(conf, both, Map.of("database.connections", 4));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        databases.close();
    }

    @Test
    void changesFollowThePrimary() throws IOException {
        assertThat(port()).isEqualTo(portOf(databases.primary().settings().url()));
        databases.primary().stop();
        databases.promote();
        Eventually.holds(() -> assertThat(port())
                .isEqualTo(portOf(databases.standby().settings().url())));
        databases.primary().start();
    }

    /** As a service's does that is being demoted, or is full: its connections stay open. */
    @Test
    void aServerThatTakesNoChangesAnyMoreIsLeft() {
        assertThat(port()).isEqualTo(portOf(databases.primary().settings().url()));
        databases.promote();
        TestDatabase.execute(
                databases.primary().settings(),
                "ALTER SYSTEM SET default_transaction_read_only = on",
                "SELECT pg_reload_conf()");
        // Nobody is told that it was refused there.
        Eventually.holds(() -> assertThat(
                        TestDatabase.query(databases.primary().settings(), "SHOW default_transaction_read_only"))
                .containsExactly("on"));
        for (int i = 0; i < 20; i++) {
            assertThat(port()).isEqualTo(portOf(databases.standby().settings().url()));
        }
        Eventually.holds(() -> assertThat(TestDatabase.query(
                        databases.primary().settings(),
                        "SELECT pid FROM pg_stat_activity WHERE application_name = 'verge'"))
                .isEmpty());
    }

    /** Of the server that made the change. */
    private int port() {
        var answer = server.client().send("POST", "/items", Map.of(), Buffer.buffer());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.json().getInteger("port");
    }

    private static int portOf(String url) {
        return java.net.URI.create(url).getPort();
    }
}
