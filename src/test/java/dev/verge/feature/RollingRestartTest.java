package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.Conf;
import dev.verge.Server;
import dev.verge.TestClient;
import dev.verge.TestProcess;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.config.SettingsLoader;
import dev.verge.source.Mistakes;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes that are replaced in turn, as a cluster does it, under callers who know of them only whether they are ready. */
class RollingRestartTest {
    private static final int RESTARTS = 10;

    private final DatabaseSettings database = TestDatabase.create(TestServer.sql(Sample.CONF));
    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = TestIssuer.start(vertx);
    private final AtomicInteger next = new AtomicInteger();

    /** A node's place, and whether whoever balances the load thinks that it is ready. */
    private final class Place {
        private final int port = TestProcess.freePort();
        private final int managementPort = TestProcess.freePort();
        private final TestClient probe = new TestClient(vertx, managementPort);
        private volatile boolean ready;
        private Vertx machine;
        private Server node;

        void start() {
            machine = Vertx.vertx();
            var conf = new Conf(Sample.CONF, new SettingsLoader(machine, Map.of(), Map.of()), settings());
            var mistakes = new Mistakes();
            node = TestServer.await(conf.settings(mistakes)
                    .compose(
                            settings -> Server.start(machine, conf, settings, metrics -> observation -> {}, mistakes)));
            Eventually.holds(() -> assertThat(ready).isTrue());
        }

        private Map<String, Object> settings() {
            return Map.ofEntries(
                    Map.entry("http.host", "127.0.0.1"),
                    Map.entry("http.port", port),
                    Map.entry("http.drainDelay", "400ms"),
                    Map.entry("management.port", managementPort),
                    Map.entry("database.url", database.url()),
                    Map.entry("database.user", database.user()),
                    Map.entry("database.password", String.valueOf(database.password())),
                    Map.entry("database.tls", "off"),
                    Map.entry("database.connections", 4),
                    Map.entry("identity.issuers.test.issuer", issuer.issuer()),
                    Map.entry("identity.issuers.test.audiences", TestIssuer.AUDIENCE));
        }

        void stop() {
            TestServer.await(node.stop());
            TestServer.await(machine.close());
        }

        void look() {
            probe.begin("GET", "/ready", Map.of(), null)
                    .onComplete(answer ->
                            ready = answer.succeeded() && answer.result().status() == 200);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void losesNoRequest(HttpVersion version) {
        var places = List.of(new Place(), new Place());
        long looking = vertx.setPeriodic(20, look -> places.forEach(Place::look));
        places.forEach(Place::start);
        try (var load = new SteadyLoad(8, version, () -> port(places))) {
            load.awaitAnswers(100);
            for (int i = 0; i < RESTARTS; i++) {
                places.get(i % 2).stop();
                places.get(i % 2).start();
                load.awaitAnswers(50);
            }
            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isGreaterThan(50 * RESTARTS);
        } finally {
            vertx.cancelTimer(looking);
            places.forEach(Place::stop);
            TestServer.await(vertx.close());
        }
    }

    /** In turn, of those that are ready. */
    private int port(List<Place> places) {
        int turn = next.getAndIncrement() & 1;
        return places.get(turn).ready ? places.get(turn).port : places.get(1 - turn).port;
    }
}
