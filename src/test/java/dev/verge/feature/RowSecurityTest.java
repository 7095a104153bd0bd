package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies as they are written for PostgREST and Supabase: who sees what, the database decides by the claims. */
class RowSecurityTest {
    private static final int CALLERS = 40;
    private static final int REQUESTS = 4_000;

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path conf) throws IOException {
        Files.createDirectories(conf.resolve("sql/allow"));
        Files.writeString(conf.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Notes, version: '1'}
                components: {securitySchemes: {token: {type: http, scheme: bearer}}}
                security: [{token: [member]}]
                paths:
                  /notes:
                    get:
                      operationId: notes
                      x-verge: {allow: named.sql}
                      responses:
                        '200':
                          description: Mine.
                          content: {application/json: {schema: {type: array, items: {type: object}}}}
                    post:
                      operationId: note
                      responses:
                        '201': {description: One., content: {application/json: {schema: {type: object}}}}
                  /plain:
                    get:
                      operationId: plain
                      x-verge: {session: none}
                      responses:
                        '200': {description: One., content: {application/json: {schema: {type: object}}}}
                  /public:
                    get:
                      operationId: public
                      security: []
                      responses:
                        '200': {description: One., content: {application/json: {schema: {type: object}}}}
                """);
        Files.writeString(conf.resolve("sql/notes.sql"), "SELECT owner FROM note ORDER BY owner");
        Files.writeString(conf.resolve("sql/allow/named.sql"), "SELECT current_user = 'verge_caller'");
        Files.writeString(
                conf.resolve("sql/note.sql"),
                "INSERT INTO note (owner) VALUES (current_setting('request.jwt.claims')::json->>'oid')"
                        + " RETURNING owner, current_setting('request.method') AS method, current_user::text AS role");
        Files.writeString(
                conf.resolve("sql/plain.sql"),
                "SELECT coalesce(current_setting('request.jwt.claims', true), '') AS claims, current_user::text AS role");
        Files.writeString(
                conf.resolve("sql/public.sql"),
                "SELECT current_setting('request.jwt.claims') AS claims, current_user::text AS role");
        var database = TestDatabase.create(
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'verge_caller') THEN"
                        + " CREATE ROLE verge_caller; CREATE ROLE verge_anyone; END IF; END $$",
                "CREATE TABLE note (owner text)",
                "INSERT INTO note SELECT 'caller ' || n FROM generate_series(0, " + (CALLERS - 1) + ") n",
                "GRANT SELECT, INSERT ON note TO verge_caller",
                "ALTER TABLE note ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY mine ON note USING (owner = current_setting('request.jwt.claims', true)::json->>'oid')");
        server = TestServer.start(
                conf,
                database,
                Map.of(
                        "database.session",
                        "claims",
                        "database.role",
                        "verge_caller",
                        "database.anonymousRole",
                        "verge_anyone",
                        "database.roleClaim",
                        "dbrole"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, String> as(String oid, String role) {
        var claims = server.issuer()
                .claims()
                .put("oid", oid)
                .put("roles", List.of("member"))
                .put("scp", "use");
        if (role != null) {
            claims.put("dbrole", role);
        }
        return Map.of("Authorization", "Bearer " + server.issuer().token(claims));
    }

    @Test
    void thousandsOfCallersSeeTheirOwnRowsAlone() {
        var headers = new ArrayList<Map<String, String>>();
        for (int i = 0; i < CALLERS; i++) {
            headers.add(as("caller " + i, null));
        }
        for (int begun = 0; begun < REQUESTS; begun += 400) {
            var answers = new ArrayList<Future<Answer>>();
            for (int i = begun; i < begun + 400; i++) {
                answers.add(server.client().begin("GET", "/notes", headers.get(i % CALLERS), null));
            }
            for (int i = 0; i < answers.size(); i++) {
                Answer answer = TestServer.await(answers.get(i));
                assertThat(answer.body()).hasToString("[{\"owner\":\"caller " + (begun + i) % CALLERS + "\"}]");
            }
        }
    }

    @Test
    void aChangeIsMadeInTheNameOfItsCaller() {
        Answer answer = server.client().send("POST", "/notes", as("writer", null), null);
        assertThat(answer.body()).hasToString("{\"owner\":\"writer\",\"method\":\"POST\",\"role\":\"verge_caller\"}");
    }

    @Test
    void nothingIsLeftForWhoComesNext() {
        for (int i = 0; i < 50; i++) {
            Answer answer = server.client().send("POST", "/notes", as("left", null), null);
            assertThat(answer.status()).isEqualTo(201);
            JsonObject plain = server.client()
                    .send("GET", "/plain", as("next", null), null)
                    .json();
            assertThat(plain.getString("claims")).isEmpty();
            assertThat(plain.getString("role")).doesNotStartWith("verge_");
        }
    }

    @Test
    void theTokenMayNameTheRoleAndAnyoneHasOne() {
        Answer anyone = server.client().get("/public");
        assertThat(anyone.body())
                .hasToString("{\"claims\":\"{\\\"role\\\":\\\"verge_anyone\\\"}\",\"role\":\"verge_anyone\"}");
        Answer denied = server.client().send("GET", "/notes", as("caller 1", "verge_anyone"), null);
        assertThat(denied.status()).isEqualTo(403);
        Answer unknown = server.client().send("GET", "/notes", as("caller 1", "nobody's"), null);
        assertThat(unknown.status()).isEqualTo(403);
        // To PostgreSQL these are the login's own rights.
        Answer none = server.client().send("GET", "/notes", as("caller 1", "none"), null);
        assertThat(none.status()).isEqualTo(403);
    }
}
