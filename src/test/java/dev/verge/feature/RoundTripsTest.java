package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.database.statement.IdempotencySql;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.WireTap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire for one request, from the first one on: one piece, with one Sync at its end. */
class RoundTripsTest {
    /** All connections are open before anything is counted, and no probe comes between. */
    private static final Map<String, Object> WITHOUT_OTHER_TRAFFIC =
            Map.of("management.checkInterval", "5m", "database.warm", 10);

    private static WireTap tap;
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path conf) throws IOException {
        Files.createDirectories(conf.resolve("sql/allow"));
        Files.writeString(conf.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Items, version: '1'}
                security: []
                paths:
                  /read:
                    get:
                      operationId: read
                      x-verge: {allow: yes.sql}
                      responses: {'200': {description: One, content: {application/json: {schema: {type: object}}}}}
                  /claims:
                    get:
                      operationId: claims
                      x-verge: {allow: yes.sql, session: claims}
                      responses: {'200': {description: One, content: {application/json: {schema: {type: object}}}}}
                  /write:
                    post:
                      operationId: write
                      x-verge: {allow: yes.sql}
                      responses: {'200': {description: One, content: {application/json: {schema: {type: object}}}}}
                  /once:
                    post:
                      operationId: once
                      x-verge: {allow: yes.sql, session: claims, idempotent: true}
                      responses: {'200': {description: One, content: {application/json: {schema: {type: object}}}}}
                """);
        for (String query : List.of("read", "claims")) {
            Files.writeString(conf.resolve("sql/" + query + ".sql"), "SELECT count(*) FROM item");
        }
        for (String change : List.of("write", "once")) {
            Files.writeString(conf.resolve("sql/" + change + ".sql"), "INSERT INTO item VALUES (1) RETURNING id");
        }
        Files.writeString(conf.resolve("sql/allow/yes.sql"), "SELECT true");
        tap = new WireTap(TestDatabase.create("CREATE TABLE item (id int)", IdempotencySql.DEFINITION));
        server = TestServer.start(conf, tap.settings(), WITHOUT_OTHER_TRAFFIC);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        tap.close();
    }

    /** What a new version needs is prepared before it is served, and what the old one needed is dropped behind it. */
    @Test
    void isOneRightAfterAReload() {
        assertThat(server.client().get("/read").status()).isEqualTo(200);
        long prepared =
                tap.noted().stream().filter(sent -> sent.startsWith("P verge")).count();
        assertThat(server.reload()).isTrue();
        Eventually.holds(() ->
                assertThat(tap.noted().stream().filter("C"::equals).count()).isGreaterThanOrEqualTo(prepared));
        isOne("GET", "read", "BES");
    }

    /** A Bind and an Execute for each statement: claims, rule, key, and the statement itself. */
    @ParameterizedTest
    @CsvSource({"GET, read, BES", "GET, claims, BEBES", "POST, write, BEBES", "POST, once, BEBEBEBES"})
    void isOne(String method, String name, String piece) {
        for (int i = 0; i < 5; i++) {
            int before = tap.noted().size();
            Map<String, String> key = Map.of("Idempotency-Key", name + i);
            var answer = server.client().send(method, "/" + name, key, method.equals("GET") ? null : Buffer.buffer());
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            List<String> after = tap.noted();
            String sent = String.join("", after.subList(before, after.size()));
            // An idle connection may have been asked at the same moment whether it is still there.
            assertThat(sent.replaceAll("^S+", "").replaceAll("SS+$", "S")).isEqualTo(piece);
        }
    }
}
