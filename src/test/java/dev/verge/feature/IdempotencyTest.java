package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.database.statement.IdempotencySql;
import dev.verge.testing.OpenTransaction;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent twice because nobody heard the first answer. */
class IdempotencyTest {
    private static DatabaseSettings database;
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path conf) throws IOException {
        Files.createDirectories(conf.resolve("sql/allow"));
        Files.writeString(conf.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Orders, version: '1'}
                security: []
                paths:
                  /orders:
                    post:
                      operationId: order
                      x-verge: {idempotent: true, allow: small.sql}
                      requestBody:
                        content:
                          application/json:
                            schema: {type: object, properties: {item: {type: string}, count: {type: integer}}}
                      responses:
                        '201': {description: One., content: {application/json: {schema: {type: object}}}}
                  /orders/{id}:
                    delete:
                      operationId: cancel
                      x-verge: {idempotent: true}
                      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                      responses: {'204': {description: Gone.}}
                """);
        Files.writeString(conf.resolve("sql/order.sql"), """
                -- With a common table expression of its own that changes something, too.
                WITH logged AS (INSERT INTO log (line) VALUES (:body.item) RETURNING line)
                INSERT INTO orders (item, count, paid) VALUES ((SELECT line FROM logged), :body.count, true)
                RETURNING id, item, count, paid, ordered_at, NULL::text AS "No te", ARRAY[1.50, NULL] AS prices
                """);
        Files.writeString(conf.resolve("sql/allow/small.sql"), "SELECT :body.count < 100");
        Files.writeString(conf.resolve("sql/cancel.sql"), "DELETE FROM orders WHERE id = :id");
        database = TestDatabase.create(
                IdempotencySql.DEFINITION,
                "CREATE TABLE log (line text)",
                "CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY, item text UNIQUE, count int CHECK (count > 0),"
                        + " paid boolean, ordered_at timestamptz DEFAULT clock_timestamp())");
        server = TestServer.start(conf, database, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer order(String key, String item, int count) {
        return server.client()
                .send(
                        "POST",
                        "/orders",
                        Map.of("Content-Type", "application/json", "Idempotency-Key", key),
                        body(item, count));
    }

    private static Buffer body(String item, int count) {
        return Buffer.buffer("{\"item\": \"" + item + "\", \"count\": " + count + "}");
    }

    private static String count(String item) {
        return TestDatabase.query(database, "select count(*) from orders where item = '" + item + "'")
                .get(0);
    }

    @Test
    void theSecondOneGetsTheAnswerOfTheFirst() {
        Answer first = order("\"key-1\"", "pen", 2);
        assertThat(first.status()).as("%s", first.body()).isEqualTo(201);
        assertThat(first.body().toString()).contains("\"paid\":true,", "\"No te\":null", "\"prices\":[1.50,null]");
        Answer second = order("key-1", "pen", 2);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(count("pen")).isEqualTo("1");
        assertThat(TestDatabase.query(database, "select count(*) from log where line = 'pen'"))
                .containsExactly("1");
    }

    @Test
    void anotherContentIsRefused() {
        assertThat(order("key-2", "ink", 1).status()).isEqualTo(201);
        Answer other = order("key-2", "ink", 2);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().getString("detail")).contains("Idempotency-Key");
        assertThat(count("ink")).isEqualTo("1");
    }

    /** It has changed nothing, so its key is free. */
    @Test
    void whatFailedMayBeTriedAgain() {
        assertThat(order("key-3", "cap", 0).status()).isEqualTo(422);
        assertThat(order("key-3", "cap", 200).status()).isEqualTo(403);
        assertThat(order("key-3", "cap", 3).status()).isEqualTo(201);
        assertThat(order("key-4", "cap", 3).status()).as("unique item").isEqualTo(409);
    }

    @Test
    void whatFindsNothingIsKeptToo() {
        Map<String, String> key = Map.of("Idempotency-Key", "key-5");
        assertThat(server.client().send("DELETE", "/orders/999", key, null).status())
                .isEqualTo(204);
        assertThat(server.client().send("DELETE", "/orders/999", key, null).status())
                .isEqualTo(204);
        assertThat(server.client().send("DELETE", "/orders/998", key, null).status())
                .isEqualTo(422);
    }

    @Test
    void twinsAreNotServedTwice() throws Exception {
        try (var lock = OpenTransaction.begin(database, "lock table log in access exclusive mode")) {
            Future<Answer> first = server.client()
                    .begin(
                            "POST",
                            "/orders",
                            Map.of("Content-Type", "application/json", "Idempotency-Key", "key-6"),
                            body("nib", 1));
            lock.awaitWaiting(1);
            Answer twin = order("key-6", "nib", 1);
            assertThat(twin.status()).isEqualTo(409);
            assertThat(twin.header("retry-after")).isEqualTo("1");
            lock.close();
            assertThat(TestServer.await(first).status()).isEqualTo(201);
        }
        assertThat(count("nib")).isEqualTo("1");
    }

    @Test
    void withoutAKeyEachIsARequestOfItsOwn() {
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        assertThat(List.of(1, 2)).allSatisfy(number -> assertThat(server.client()
                        .send("POST", "/orders", headers, body("own " + number, 1))
                        .status())
                .isEqualTo(201));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "\"open", "caf\u00e9"})
    void whatIsNoKeyIsRefused(String key) {
        Answer answer = order(key, "odd", 1);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(count("odd")).isEqualTo("0");
    }
}
