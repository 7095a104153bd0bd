package dev.verge;

import dev.verge.config.HttpSettings;
import dev.verge.config.Settings;
import dev.verge.database.Database;
import dev.verge.endpoint.Endpoint;
import dev.verge.endpoint.serving.EndpointFactory;
import dev.verge.http.ApiRouter;
import dev.verge.http.ApiServer;
import dev.verge.http.connection.Acceptance;
import dev.verge.http.limit.ConcurrencyLimit;
import dev.verge.http.limit.Limits;
import dev.verge.http.limit.RateLimits;
import dev.verge.management.Heartbeats;
import dev.verge.observation.Observer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One event loop that serves the public port with connections, verifier and endpoints of its own. */
final class ApiVerticle extends VerticleBase {
    /** One that is silent takes a quarter of it, in bytes; the others need room to be served. */
    private static final int HEAP_OF_CONNECTION = 32 * 1024;

    private final Database.Share share;
    private final RateLimits rates;
    private final Heartbeats heartbeats;
    private final Observer observer;
    private final Settings first;
    private final Acceptance acceptance;
    private @Nullable Lanes lanes;
    private @Nullable Loop loop;
    private long heartbeat;
    private long lag;

    ApiVerticle(
            Settings settings,
            Database.Share share,
            RateLimits rates,
            Heartbeats heartbeats,
            Acceptance acceptance,
            Observer observer) {
        this.first = settings;
        this.share = share;
        this.rates = rates;
        this.heartbeats = heartbeats;
        this.acceptance = acceptance;
        this.observer = observer;
    }

    /** @param opened completes when all are, or the first attempts have failed */
    private record Lanes(Database database, Future<Void> opened) {}

    private record Loop(Version version, Database database, ApiRouter router, ApiServer server) {}

    /** Connects; nobody waits for that yet. */
    @Override
    public Future<?> start() {
        var database =
                new Database(vertx, first.database(), share, first.deadline().maximum(), observer);
        lanes = new Lanes(database, database.open(List.of(), List.of()));
        heartbeat = heartbeats.watch(vertx);
        lag = LoopLag.watch(vertx, observer);
        return Future.succeededFuture();
    }

    /** Opens the port, when the database has the statements on every connection. */
    Future<Void> listen(Version version) {
        return onLoop(() -> {
            Database database = Objects.requireNonNull(lanes, "lanes").database;
            Settings settings = version.settings();
            var router = new ApiRouter(
                    vertx,
                    endpoints(version, database),
                    settings.http(),
                    limits(settings),
                    observer,
                    Telemetry.tracing(settings.telemetry()),
                    System::nanoTime,
                    RandomGenerator.getDefault()::nextLong);
            return lanes.opened
                    .compose(opened -> database.prepare(version.statements(), version.replicated()))
                    .compose(prepared -> ApiServer.listen(vertx, settings.http(), router, acceptance))
                    .onSuccess(server -> loop = new Loop(version, database, router, server))
                    .mapEmpty();
        });
    }

    /** What the lanes carry and queue is what an event loop can have in hand. */
    private Limits limits(Settings settings) {
        int depth = settings.database().lanes().depth();
        int most = share.capacity(depth)
                + (share.replica() == null ? 0 : share.replica().capacity(depth));
        int loops = settings.http().instances();
        long held =
                Math.min(settings.limits().connections(), Runtime.getRuntime().maxMemory() / HEAP_OF_CONNECTION);
        int connections = Math.toIntExact((held + loops - 1) / loops);
        return new Limits(rates, ConcurrencyLimit.of(most, settings.limits().adaptive()), connections);
    }

    private List<Endpoint> endpoints(Version version, Database database) {
        return new EndpointFactory(version.identity(), database, observer, System::nanoTime).create(version.plans());
    }

    /** The port that is served. */
    int port() {
        return running().server.port();
    }

    /** Has the database prepare what another version needs, beside what is served. */
    Future<Void> prepare(Version newer) {
        return onLoop(() -> running().database.prepare(newer.statements(), newer.replicated()));
    }

    /** Serves another version, which is prepared, from the next request on; those in flight finish on theirs. */
    Future<Void> serve(Version newer) {
        return onLoop(() -> {
            Loop before = running();
            before.router.replace(
                    endpoints(newer, before.database), newer.settings().http());
            before.database.dropOlder();
            loop = new Loop(newer, before.database, before.router, before.server);
            return Future.succeededFuture();
        });
    }

    /** Shows a certificate to whoever connects from now on, on whichever event loop. */
    Future<Void> showCertificate(HttpSettings http) {
        return onLoop(() -> running().server.showCertificate(http));
    }

    /** Asks the database whether it answers. */
    Future<Void> ping() {
        return onLoop(() -> running().database.ping());
    }

    /** Tells callers that their connections end, and gives them a while to hear of it. */
    Future<Void> announceEnd() {
        return onLoop(() -> loop == null
                ? Future.succeededFuture()
                : loop.server.announceEnd(loop.version.settings().http().drainDelay()));
    }

    /** Finishes the requests in flight, and those of who connected last. */
    Future<Void> end(Duration fresh) {
        return onLoop(() -> {
            if (loop == null) {
                return Future.succeededFuture();
            }
            HttpSettings http = loop.version.settings().http();
            return loop.server.end(fresh, http.drainTimeout().minus(http.drainDelay()));
        });
    }

    @Override
    public Future<?> stop() {
        heartbeats.forget(vertx, heartbeat);
        vertx.cancelTimer(lag);
        return lanes == null ? Future.succeededFuture() : lanes.database.close();
    }

    private Loop running() {
        return Objects.requireNonNull(loop, "loop");
    }

    private Future<Void> onLoop(Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(ignored -> work.get().onComplete(done));
        return done.future();
    }
}
