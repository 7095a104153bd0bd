package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verge.TestClient;
import dev.verge.TestClient.Answer;
import dev.verge.TestProcess;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.http.RawClient;
import dev.verge.testing.Eventually;
import dev.verge.testing.Folders;
import dev.verge.testing.OpenTransaction;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that serves, and is told to end while requests are in flight. */
class GracefulStopTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = TestIssuer.start(vertx);
    private final DatabaseSettings database = TestDatabase.create(TestServer.sql(Sample.CONF));
    private final int port = TestProcess.freePort();
    private final int managementPort = TestProcess.freePort();
    private TestProcess process;

    @TempDir
    private Path conf;

    /** Set up by its environment alone. */
    @BeforeEach
    void start() throws IOException {
        Files.delete(Folders.copy(Sample.CONF, conf).resolve("verge.yaml"));
        process = TestProcess.serve(
                conf,
                database,
                Map.ofEntries(
                        Map.entry("VERGE_HTTP_PORT", String.valueOf(port)),
                        Map.entry("VERGE_MANAGEMENT_PORT", String.valueOf(managementPort)),
                        Map.entry("VERGE_HTTP_DRAIN_DELAY", "2s"),
                        Map.entry("VERGE_HTTP_DRAIN_TIMEOUT", "7s"),
                        Map.entry("VERGE_DEADLINE_STANDARD", "5s"),
                        Map.entry("VERGE_DEADLINE_MAXIMUM", "5s"),
                        Map.entry("VERGE_LOG_FORMAT", "text"),
                        Map.entry("VERGE_IDENTITY_ISSUERS_TEST_ISSUER", issuer.issuer()),
                        Map.entry("VERGE_IDENTITY_ISSUERS_TEST_AUDIENCES", TestIssuer.AUDIENCE),
                        // Each request that is stuck has one to itself.
                        Map.entry("VERGE_DATABASE_WARM", "10")));
        process.awaitOutput("API on ");
        Eventually.holds(
                () -> assertThat(get(managementPort, "/ready").status()).isEqualTo(200));
    }

    @AfterEach
    void stop() {
        process.close();
        TestServer.await(vertx.close());
    }

    private Answer get(int port, String path) {
        return new TestClient(vertx, port).get(path);
    }

    /** Waits in the database for whoever holds the row of the grant. */
    private Future<Answer> changeGrant() {
        JsonObject claims = issuer.claims().put("oid", Sample.OTTO).put("roles", List.of("member"));
        var headers = new HashMap<String, String>();
        headers.put("Authorization", "Bearer " + issuer.token(claims.put("scp", "access_as_user")));
        headers.put("Content-Type", "application/json");
        String target = "/documents/1/grants/" + Sample.RITA;
        return new TestClient(vertx, port).begin("PUT", target, headers, Buffer.buffer("{\"access\": \"write\"}"));
    }

    private List<String> connections() {
        return TestDatabase.query(
                database,
                "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    }

    @Test
    void answersWhatIsInFlightAndEndsWithSuccess() throws Exception {
        List<Future<Answer>> inFlight;
        try (var lock = holdGrant()) {
            inFlight = Stream.generate(this::changeGrant).limit(4).toList();
            lock.awaitWaiting(4);
            process.terminate();
            Eventually.holds(() -> {
                Answer ready = get(managementPort, "/ready");
                assertThat(ready.status()).isEqualTo(503);
                assertThat(ready.body().toString()).contains("\"name\":\"stopping\",\"status\":\"down\"");
            });
            assertThat(get(managementPort, "/live").status()).isEqualTo(200);
            Eventually.holds(() ->
                    assertThatThrownBy(() -> get(port, "/status")).hasRootCauseInstanceOf(java.io.IOException.class));
            assertThat(inFlight).noneMatch(Future::isComplete);
        }
        assertThat(inFlight).allSatisfy(answer -> {
            assertThat(TestServer.await(answer).status()).isEqualTo(200);
            assertThat(TestServer.await(answer).json().getString("access")).isEqualTo("write");
        });
        assertThat(process.exitStatus()).as(process.output()).isZero();
        assertThat(process.output()).contains("stop: draining").endsWith("stop: done");
        assertThat(process.descendants()).isEmpty();
        Eventually.holds(() -> assertThat(connections()).isEmpty());
    }

    /** Whoever is sent here by a load balancer that has not heard yet is served; nobody's connection breaks. */
    @Test
    void goesOnForAWhileAndSaysOnEachConnectionThatItEnds() throws Exception {
        try (var before = new RawClient(port)) {
            assertThat(before.get("GET /status").headers()).doesNotContainKey("connection");
            process.terminate();
            Eventually.holds(
                    () -> assertThat(get(managementPort, "/ready").status()).isEqualTo(503));
            try (var after = new RawClient(port)) {
                assertThat(after.get("GET /status").status()).isEqualTo(200);
                for (var caller : List.of(before, after)) {
                    RawClient.Answer answer;
                    do {
                        answer = caller.get("GET /status");
                        assertThat(answer.status()).isEqualTo(200);
                    } while (!answer.headers().containsKey("connection"));
                    assertThat(answer.headers()).containsEntry("connection", "close");
                }
            }
        }
        assertThat(process.exitStatus()).as(process.output()).isZero();
        assertThat(process.output()).endsWith("stop: done");
    }

    /** No request outlives its deadline, and no deadline the stop: there is an answer to each. */
    @Test
    void answersWhatIsStuckAtItsDeadline() throws Exception {
        try (var lock = holdGrant()) {
            Future<Answer> stuck = changeGrant();
            lock.awaitWaiting(1);
            process.terminate();
            assertThat(process.exitStatus()).isZero();
            assertThat(process.output()).endsWith("stop: done");
            assertThat(TestServer.await(stuck).problem()).isEqualTo("deadline-exceeded");
        }
    }

    private OpenTransaction holdGrant() throws Exception {
        return OpenTransaction.begin(
                database, "select from grants where document_id = 1 and user_id = '" + Sample.RITA + "' for update");
    }
}
