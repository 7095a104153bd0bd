package dev.verge;

import dev.verge.auth.VerifiedTokens;
import dev.verge.auth.keys.JwksCache;
import dev.verge.config.ManagementSettings;
import dev.verge.http.StrictVertx;
import dev.verge.management.CheckResult;
import dev.verge.management.Checks;
import dev.verge.management.Heartbeats;
import dev.verge.management.ManagementServer;
import dev.verge.management.PolledCheck;
import dev.verge.observation.Observation;
import dev.verge.observation.Observation.CertificateServed;
import dev.verge.observation.Observation.ChangeRefused;
import dev.verge.observation.Observation.ContractServed;
import dev.verge.observation.Observation.DatabaseReachable;
import dev.verge.observation.Observation.DatabaseUnreachable;
import dev.verge.observation.metrics.MetricsObserver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the private port says about this node. */
final class Health {

    private final Vertx vertx;
    private final Supplier<Version> served;
    private final Checks live = new Checks();
    private final Checks ready = new Checks();
    private final MetricsObserver metrics;
    private final Set<String> watched = new HashSet<>();
    private @Nullable ManagementServer server;
    private volatile @Nullable PolledCheck database;

    Health(Vertx vertx, Supplier<Version> served, Heartbeats heartbeats, MetricsObserver metrics) {
        this.vertx = vertx;
        this.served = served;
        this.metrics = metrics;
        live.register("event-loops", heartbeats);
        ready.register("keys", new KeysCheck(this::keys));
        ready.register("contract", () -> CheckResult.down("loading"));
        ready.register("database", () -> CheckResult.down("unknown"));
        watchKeys();
        metrics.watchTokens(() -> tokens().hits(), () -> tokens().misses(), () -> tokens().size());
    }

    private List<JwksCache> keys() {
        return served.get().identity().keys();
    }

    private VerifiedTokens tokens() {
        return served.get().identity().verifiedTokens();
    }

    private ManagementSettings settings() {
        return served.get().settings().management();
    }

    /** Of each name once: what it stands for may change. */
    private void watchKeys() {
        keys().stream()
                .map(JwksCache::name)
                .filter(watched::add)
                .forEach(name -> ManagedKeys.watch(name, this::keys, metrics));
    }

    Future<Void> listen() {
        ManagementSettings settings = settings();
        var strict = new StrictVertx(
                (VertxInternal) vertx, served.get().settings().http(), RandomGenerator.getDefault()::nextLong);
        return ManagementServer.listen(
                        strict, settings, live, ready, metrics, () -> settings().token(), () -> ManagedKeys.of(keys()))
                .onSuccess(listening -> server = listening)
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(
                        StartException.explain(failure, "management.port", settings.host(), settings.port())));
    }

    int port() {
        return Objects.requireNonNull(server, "server").port();
    }

    /** From now on requests are served, as long as the database answers. */
    void serving(Supplier<Future<Void>> ping) {
        database = PolledCheck.every(settings().checkInterval(), vertx, ping);
        ready.register("database", database);
    }

    /** What is served is good; that something else was refused is worth a word. */
    void note(Observation observation) {
        if (observation instanceof ContractServed) {
            ready.register("contract", CheckResult::healthy);
            watchKeys();
        } else if (observation instanceof CertificateServed) {
            ready.register(ChangeRefused.CERTIFICATE, CheckResult::healthy);
        } else if (observation instanceof ChangeRefused refused) {
            ready.register(refused.isOfConf() ? "contract" : ChangeRefused.CERTIFICATE, () -> describe(refused));
        } else if (observation instanceof DatabaseUnreachable) {
            hearOfDatabase(false);
        } else if (observation instanceof DatabaseReachable) {
            hearOfDatabase(true);
        }
    }

    /** Readiness follows the database as soon as its connections tell, not only at the next look. */
    private void hearOfDatabase(boolean up) {
        PolledCheck asked = database;
        if (asked != null) {
            asked.hear(up);
        } else if (!up) {
            // Nothing is asked of it before it was there once.
            ready.register("database", () -> CheckResult.down("unreachable"));
        }
    }

    private static CheckResult describe(ChangeRefused refused) {
        int mistakes = refused.mistakes().size();
        return CheckResult.degraded(
                "change refused: " + refused.what() + ", " + (mistakes == 1 ? "1 mistake" : mistakes + " mistakes"));
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
