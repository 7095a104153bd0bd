package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.observation.Observation;
import dev.verge.testing.Eventually;
import dev.verge.testing.StandbyDatabase;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.WireTap;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations that a standby answers, and what becomes of them when it does not. */
class ReplicaTest {
    private static final String PATHS = """
              /%1$s:
                get:
                  operationId: %1$s
                  x-verge: {%2$s}
                  responses: {'200': {description: One, content: {application/json: {schema: {type: object}}}}}
            """;

    private static StandbyDatabase databases;
    private static WireTap tap;
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path conf, @TempDir Path data) throws IOException {
        Files.createDirectories(conf.resolve("sql/allow"));
        Files.writeString(
                conf.resolve("openapi.yaml"),
                "openapi: 3.1.0\ninfo: {title: Items, version: '1'}\nsecurity: []\npaths:\n"
                        + PATHS.formatted("near", "read: replica, allow: yes.sql")
                        + PATHS.formatted("claims", "read: replica, session: claims")
                        + PATHS.formatted("long", "read: replica, lane: exclusive")
                        + PATHS.formatted("newest", "allow: yes.sql"));
        String where = "SELECT pg_is_in_recovery() AS standby, ";
        Files.writeString(conf.resolve("sql/near.sql"), where + "1 AS one");
        Files.writeString(conf.resolve("sql/newest.sql"), where + "1 AS one");
        Files.writeString(
                conf.resolve("sql/long.sql"),
                where + "pg_sleep(CASE WHEN pg_is_in_recovery() THEN 60" + " ELSE 0 END)::text AS slept");
        Files.writeString(
                conf.resolve("sql/claims.sql"),
                where + "current_setting('request.jwt.claims') AS claims, current_user AS role");
        Files.writeString(conf.resolve("sql/allow/yes.sql"), "SELECT true");
        databases = new StandbyDatabase(data);
        TestDatabase.execute(databases.primary().settings(), "CREATE ROLE reader");
        databases.catchUp();
        tap = new WireTap(databases.standby().settings());
        server = TestServer.start(
                conf,
                databases.primary().settings(),
                Map.of(
                        "http.instances",
                        1,
                        "management.checkInterval",
                        "100ms",
                        "database.warm",
                        10,
                        "database.anonymousRole",
                        "reader",
                        "database.replica.url",
                        tap.settings().url(),
                        "database.replica.connections",
                        2));
        server.awaitConnections();
        awaitReplica();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        tap.close();
        databases.close();
    }

    private static void awaitReplica() {
        Eventually.holds(() -> assertThat(get("near").getBoolean("standby")).isTrue());
    }

    @Test
    void itAnswersWhatAsksForIt() {
        awaitReplica();
        assertThat(get("newest").getBoolean("standby")).isFalse();
    }

    @Test
    void itKnowsWhoCalls() {
        Eventually.holds(() -> assertThat(get("claims"))
                .isEqualTo(new JsonObject(
                        "{\"standby\": true, \"claims\": \"{\\\"role\\\":\\\"reader\\\"}\", \"role\": \"reader\"}")));
    }

    @Test
    void itIsOneRoundTrip() {
        // The primary answers what comes while the replica is slower than usual.
        Eventually.holds(() -> {
            int before = tap.noted().size();
            get("near");
            List<String> after = tap.noted();
            String sent = String.join("", after.subList(before, after.size()));
            // An idle connection may have been asked at the same moment whether it is still there.
            assertThat(sent.replaceAll("^S+", "").replaceAll("SS+$", "S")).isEqualTo("BES");
        });
    }

    @Test
    void thePrimaryAnswersWhatItLostInTheMidst() {
        Eventually.holds(() -> assertThat(TestDatabase.query(
                        databases.standby().settings(),
                        "SELECT pid FROM pg_stat_activity WHERE application_name = 'verge'"))
                .hasSize(2));
        // The primary has it from the start while the replica is slower than usual.
        Eventually.holds(() -> {
            var answer = CompletableFuture.supplyAsync(() -> get("long"));
            boolean ended = false;
            while (!ended && !answer.isDone()) {
                ended = !TestDatabase.query(
                                databases.standby().settings(),
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                        .isEmpty();
            }
            assertThat(ended).isTrue();
            assertThat(answer.join().getBoolean("standby")).isFalse();
        });
    }

    @Test
    void thePrimaryAnswersAsLongAsItIsGoneAndTheNodeStaysReady() throws IOException {
        int before = server.observations().size();
        databases.standby().stop();
        for (int i = 0; i < 10; i++) {
            assertThat(get("near").getBoolean("standby")).isFalse();
            assertThat(server.management().get("/ready").status()).isEqualTo(200);
        }
        Eventually.holds(() ->
                assertThat(server.observations()).hasAtLeastOneElementOfType(Observation.ReplicaUnreachable.class));
        databases.standby().start();
        awaitReplica();
        assertThat(server.observations().stream().skip(before))
                .doesNotHaveAnyElementsOfTypes(Observation.DatabaseUnreachable.class);
    }

    @Test
    void theLogSaysHowManyConnectionsEitherServerHasToGive() {
        Eventually.holds(() -> assertThat(server.observations().stream()
                        .filter(Observation.DatabaseConnections.class::isInstance)
                        .map(Observation.DatabaseConnections.class::cast))
                .extracting(Observation.DatabaseConnections::server, Observation.DatabaseConnections::connections)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("database", 10),
                        org.assertj.core.groups.Tuple.tuple("replica", 2)));
    }

    private static JsonObject get(String name) {
        var answer = server.client().get("/" + name);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.json();
    }
}
