package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient;
import dev.verge.TestProcess;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes that are replaced in turn, as a cluster does it, under callers who know of them only whether they are ready. */
class RollingRestartTest {
    private static final int RESTARTS = 6;

    private final DatabaseSettings database = TestDatabase.create(TestServer.sql(Sample.CONF));
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger next = new AtomicInteger();

    /** A node's place, and whether whoever balances the load thinks that it is ready. */
    private final class Place {
        private final int port = TestProcess.freePort();
        private final int managementPort = TestProcess.freePort();
        private final TestClient probe = new TestClient(vertx, managementPort);
        private volatile boolean ready;
        private TestServer node;

        void start() {
            node = TestServer.start(
                    Sample.CONF,
                    database,
                    Map.of(
                            "http.port",
                            port,
                            "management.port",
                            managementPort,
                            "http.drainDelay",
                            "400ms",
                            "database.connections",
                            4));
            Eventually.holds(() -> assertThat(ready).isTrue());
        }

        void stop() {
            if (node != null) {
                node.close();
                node = null;
            }
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
        vertx.setPeriodic(20, look -> places.forEach(Place::look));
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
