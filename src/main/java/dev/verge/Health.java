package dev.verge;

import dev.verge.auth.Identity;
import dev.verge.config.ManagementSettings;
import dev.verge.management.CheckResult;
import dev.verge.management.Checks;
import dev.verge.management.Heartbeats;
import dev.verge.management.IssuerKeys;
import dev.verge.management.ManagementServer;
import dev.verge.management.PolledCheck;
import dev.verge.observation.MetricsObserver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the private port says about this node. */
final class Health {
    private static final Duration STUCK = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final ManagementSettings settings;
    private final Heartbeats heartbeats = new Heartbeats(System::nanoTime, STUCK);
    private final Checks live = new Checks();
    private final Checks ready = new Checks();
    private final MetricsObserver metrics;
    private final List<IssuerKeys> keys;
    private @Nullable ManagementServer server;
    private volatile @Nullable PolledCheck database;

    Health(Vertx vertx, ManagementSettings settings, Identity identity, MetricsObserver metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.metrics = metrics;
        this.keys = ManagedKeys.of(identity.keys());
        live.register("event-loops", heartbeats);
        ready.register("keys", new KeysCheck(identity.keys()));
        ready.register("contract", () -> CheckResult.down("loading"));
        ready.register("database", () -> CheckResult.down("unknown"));
    }

    Future<Void> listen() {
        return ManagementServer.listen(vertx, settings, live, ready, metrics, keys)
                .onSuccess(listening -> server = listening)
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(
                        StartException.explain(failure, "management.port", settings.host(), settings.port())));
    }

    int port() {
        return Objects.requireNonNull(server, "server").port();
    }

    /** What the serving event loops beat. */
    Heartbeats heartbeats() {
        return heartbeats;
    }

    /** From now on requests are served, as long as the database answers. */
    void serving(Supplier<Future<Void>> ping) {
        ready.register("contract", CheckResult::healthy);
        database = PolledCheck.every(settings.checkInterval(), vertx, ping);
        ready.register("database", database);
    }

    /** From now on no new requests are wanted. */
    void stopping() {
        ready.register("stopping", () -> CheckResult.down("stopping"));
        if (database != null) {
            database.stop();
        }
    }

    Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }
}
