package dev.verge;

import dev.verge.auth.Identity;
import dev.verge.config.Settings;
import dev.verge.database.Database;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.endpoint.serving.EndpointFactory;
import dev.verge.http.ApiRouter;
import dev.verge.http.ApiServer;
import dev.verge.observation.Observer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One event loop that serves the public port with connections, verifier and endpoints of its own. */
final class ApiVerticle extends VerticleBase {
    private final Settings settings;
    private final Database.Share share;
    private final Identity identity;
    private final Health health;
    private final Observer observer;
    private List<OperationPlan> plans;
    private @Nullable Loop loop;
    private long heartbeat;

    ApiVerticle(
            Settings settings,
            Database.Share share,
            Identity identity,
            Health health,
            Observer observer,
            List<OperationPlan> plans) {
        this.settings = settings;
        this.health = health;
        this.share = share;
        this.identity = identity;
        this.observer = observer;
        this.plans = plans;
    }

    private record Loop(Database database, EndpointFactory endpoints, ApiRouter router, ApiServer server) {}

    @Override
    public Future<?> start() {
        var database = new Database(
                vertx, settings.database(), share, settings.deadline().maximum(), observer);
        var endpoints = new EndpointFactory(identity, database, observer, System::nanoTime);
        var router = new ApiRouter(
                vertx,
                endpoints.create(plans),
                settings.http(),
                observer,
                System::nanoTime,
                RandomGenerator.getDefault()::nextLong);
        heartbeat = health.heartbeats().watch(vertx);
        return database.open(statements(plans))
                .compose(opened -> ApiServer.listen(vertx, settings.http(), router))
                .onSuccess(server -> loop = new Loop(database, endpoints, router, server))
                .onFailure(failure -> database.close().onFailure(also -> {}));
    }

    /** The port that is served. */
    int port() {
        return running().server.port();
    }

    /** Serves other plans from the next request on; those in flight finish on theirs. */
    Future<Void> replace(List<OperationPlan> newPlans) {
        return onLoop(() -> running().database.prepare(statements(newPlans)).onSuccess(prepared -> {
            plans = newPlans;
            running().router.replace(running().endpoints.create(newPlans));
        }));
    }

    private static List<PreparedQuery> statements(List<OperationPlan> plans) {
        return plans.stream().flatMap(OperationPlan::statements).toList();
    }

    /** Asks the database whether it answers. */
    Future<Void> ping() {
        return onLoop(() -> running().database.ping());
    }

    /** Finishes the requests in flight and accepts no more. */
    Future<Void> drain() {
        return onLoop(() -> running()
                .server
                .drain(settings.http().drainDelay(), settings.http().drainTimeout()));
    }

    @Override
    public Future<?> stop() {
        health.heartbeats().forget(vertx, heartbeat);
        return loop == null ? Future.succeededFuture() : loop.database.close();
    }

    private Loop running() {
        return Objects.requireNonNull(loop, "loop");
    }

    private Future<Void> onLoop(java.util.function.Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(ignored -> work.get().onComplete(done));
        return done.future();
    }
}
