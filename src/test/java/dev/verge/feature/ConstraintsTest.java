package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import dev.verge.testing.TestDatabase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database says no to, in words about the request. */
class ConstraintsTest {
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path conf) throws IOException {
        Files.createDirectories(conf.resolve("sql"));
        Files.writeString(conf.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Users, version: '1'}
                security: []
                paths:
                  /teams/{team}/users:
                    post:
                      operationId: addUser
                      x-verge: {constraints: {users_email_key: /email, users_team_fkey: team, adult: /age}}
                      parameters: [{name: team, in: path, required: true, schema: {type: integer}}]
                      requestBody:
                        content:
                          application/json:
                            schema: {type: object, properties: {email: {type: string}, age: {type: integer}}}
                      responses: {'204': {description: Done.}}
                """);
        Files.writeString(
                conf.resolve("sql/addUser.sql"),
                "INSERT INTO users (team, email, age) VALUES (:team, :body.email, :body.age)");
        var database = TestDatabase.create(
                "CREATE TABLE team (id int PRIMARY KEY)",
                "INSERT INTO team VALUES (1)",
                "CREATE TABLE users (team int REFERENCES team, email text UNIQUE, age int CONSTRAINT adult CHECK (age > 17)"
                        + " CHECK (age <> 99))",
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.age = 77 THEN RAISE"
                        + " SQLSTATE ''PT429'' USING MESSAGE = ''The team is full''; END IF; RETURN NEW; END'",
                "CREATE TRIGGER refuse BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION refuse()");
        server = TestServer.start(conf, database, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer add(int team, String email, int age) {
        return server.client()
                .send(
                        "POST",
                        "/teams/" + team + "/users",
                        Map.of("Content-Type", "application/json"),
                        Buffer.buffer("{\"email\": \"" + email + "\", \"age\": " + age + "}"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, a@example, 20, 409, body, pointer, /email, is taken",
        "7, b@example, 20, 409, path, parameter, team, 'names something that does not exist, or that is in use'",
        "1, c@example, 10, 422, body, pointer, /age, is not allowed"
    })
    void nameWhatTheyAreAbout(
            int team, String email, int age, int status, String in, String kind, String name, String detail) {
        add(1, "a@example", 30);
        Answer answer = add(team, email, age);
        assertThat(answer.status()).isEqualTo(status);
        JsonObject error = answer.json().getJsonArray("errors").getJsonObject(0);
        assertThat(error)
                .isEqualTo(new JsonObject().put("in", in).put(kind, name).put("detail", detail));
    }

    @Test
    void sayNothingWhenTheContractDoesNot() {
        Answer answer = add(1, "d@example", 99);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().fieldNames()).containsExactlyInAnyOrder("type", "title", "status", "requestId");
    }

    @Test
    void anOperatorsOwnErrorSaysStatusAndDetail() {
        Answer answer = add(1, "e@example", 77);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().getString("detail")).isEqualTo("The team is full");
    }
}
