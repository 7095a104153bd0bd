package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient;
import dev.verge.TestClient.Answer;
import dev.verge.TestProcess;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.testing.Eventually;
import dev.verge.testing.OpenTransaction;
import dev.verge.testing.StoppableDatabase;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes hear while the things that a node needs come and go. */
class ReadinessTest {
    private static final String UP = "{\"status\":\"up\",\"checks\":[{\"name\":\"contract\",\"status\":\"up\"},"
            + "{\"name\":\"database\",\"status\":\"up\"},{\"name\":\"keys\",\"status\":\"up\"}]}";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        TestServer.await(vertx.close());
    }

    private static void assertReady(TestServer server) {
        Eventually.holds(
                () -> assertThat(server.management().get("/ready").body()).hasToString(UP));
    }

    /** Not ready, and for one reason. */
    private static void assertDown(TestServer server, String name, String reason) {
        Eventually.holds(() -> {
            Answer ready = server.management().get("/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(downs(ready)).containsExactly(name + ": " + reason);
        });
        assertThat(server.management().get("/live").status()).isEqualTo(200);
    }

    private static List<String> downs(Answer answer) {
        assertThat(answer.json().getString("status")).isEqualTo("down");
        return answer.json().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("status").equals("down"))
                .map(check -> check.getString("name") + ": " + check.getString("reason"))
                .toList();
    }

    @Test
    void waitsForTheDatabaseAtStartAndIsNotReadyWithoutIt() throws Exception {
        try (var database = new StoppableDatabase(directory)) {
            TestDatabase.execute(database.settings(), TestServer.sql(Sample.CONF));
            database.stop();
            int managementPort = TestProcess.freePort();
            CompletableFuture<TestServer> starting = CompletableFuture.supplyAsync(() -> TestServer.start(
                    Sample.CONF,
                    database.settings(),
                    Map.of("management.port", managementPort, "management.checkInterval", "100ms")));
            var probe = new TestClient(vertx, managementPort);
            Eventually.holds(() -> assertThat(downs(probe.get("/ready")))
                    .containsExactly("contract: loading", "database: unreachable"));
            assertThat(probe.get("/live").status()).isEqualTo(200);
            assertThat(starting).isNotDone();
            database.start();
            try (TestServer server = starting.get()) {
                assertReady(server);
                assertThat(server.client().get("/status").status()).isEqualTo(200);
                database.stop();
                assertDown(server, "database", "unreachable");
                assertThat(server.client().get("/status").problem()).isEqualTo("unavailable");
                database.start();
                assertReady(server);
                assertThat(server.client().get("/status").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void isNotReadyWithoutKeys() {
        TestIssuer issuer = TestIssuer.start(vertx);
        issuer.answerKeys(request -> request.response().setStatusCode(500).end());
        try (var server = TestServer.start(Sample.CONF, Map.of("identity.issuers.test.issuer", issuer.issuer()))) {
            assertDown(server, "keys", "none of test");
            assertThat(server.client().get("/me", issuer.token("member")).problem())
                    .isEqualTo("unavailable");
            issuer.answerWell();
            // By itself it may take half a minute by now.
            assertThat(TestServer.await(server.management().begin("POST", "/keys/refresh", Map.of(), null))
                            .status())
                    .isEqualTo(200);
            assertReady(server);
            assertThat(server.client().get("/me", issuer.token("member")).status())
                    .isEqualTo(404);
        }
    }

    /** Also no connection: the last query of the server's own sessions does not change. */
    @Test
    void probesCauseNoQuery() {
        DatabaseSettings database = TestDatabase.create(TestServer.sql(Sample.CONF));
        try (var server = TestServer.start(
                Sample.CONF, database, Map.of("management.checkInterval", "5m", "database.warm", 10))) {
            assertReady(server);
            List<String> before = settledSessions(database);
            for (int i = 0; i < 200; i++) {
                assertThat(server.management()
                                .get(i % 2 == 0 ? "/ready" : "/live")
                                .status())
                        .isEqualTo(200);
            }
            assertThat(sessions(database)).isEqualTo(before);
        }
    }

    /** What it asked at start, over a connection that is closed then, may not have gone yet. */
    private static List<String> settledSessions(DatabaseSettings database) {
        var last = new AtomicReference<>(List.<String>of());
        Eventually.holds(() -> {
            List<String> now = sessions(database);
            assertThat(now).isNotEmpty().isEqualTo(last.getAndSet(now));
        });
        return last.get();
    }

    private static List<String> sessions(DatabaseSettings database) {
        return TestDatabase.query(
                database,
                "select pid || ' ' || query_start from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()"
                        + " and application_name not like 'PostgreSQL JDBC%' and query_start is not null order by pid");
    }

    @Test
    void isNotReadyWhileItStops() throws Exception {
        DatabaseSettings database = TestDatabase.create(TestServer.sql(Sample.CONF));
        try (var server = TestServer.start(Sample.CONF, database, Map.of());
                var lock = OpenTransaction.begin(database, "lock table users")) {
            assertReady(server);
            Future<Answer> inFlight = server.client()
                    .begin(
                            "GET",
                            "/me",
                            Map.of("Authorization", "Bearer " + server.issuer().token("member")),
                            null);
            lock.awaitWaiting(1);
            Future<Void> stopped = server.stop();
            assertDown(server, "stopping", "stopping");
            assertThat(stopped.isComplete()).isFalse();
            lock.close();
            assertThat(TestServer.await(inFlight).status()).isEqualTo(404);
            TestServer.await(stopped);
        }
    }
}
