package dev.verge;

import dev.verge.auth.Identity;
import dev.verge.auth.VerifiedTokens;
import dev.verge.config.HttpSettings;
import dev.verge.config.LaneSettings;
import dev.verge.config.Settings;
import dev.verge.contract.Operation;
import dev.verge.database.Database;
import dev.verge.database.ServerCapacity;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.endpoint.link.Draft;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.http.StrictVertx;
import dev.verge.observation.MetricsObserver;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.source.Mistakes;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A node: both ports, and everything behind them. Made by {@link #start}, ended by {@link #stop}. */
public final class Server {
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** Closing takes no time when nothing runs any more; the pool would wait for what does. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Settings settings;
    private final Observer observer;
    private final ApiLoader loader;
    private final Identity identity;
    private final Health health;
    private final List<ApiVerticle> loops = new ArrayList<>();
    private volatile List<Operation> operations = List.of();
    private volatile @Nullable Future<Void> stopping;

    private Server(Vertx vertx, Path conf, Settings settings, Observer observer, MetricsObserver metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.observer = Observer.all(observer, metrics, new Relinking(this::relink, System::nanoTime));
        this.loader = new ApiLoader(vertx, conf, settings);
        this.identity = new Identity(vertx, settings.identity(), this.observer, System::nanoTime, Clock.systemUTC());
        var strict = new StrictVertx((VertxInternal) vertx, settings.http(), RandomGenerator.getDefault()::nextLong);
        this.health = new Health(strict, settings.management(), identity, metrics);
        ManagedKeys.watch(identity.keys(), metrics);
        VerifiedTokens tokens = identity.verifiedTokens();
        metrics.watchTokens(tokens::hits, tokens::misses, tokens::size);
    }

    /**
     * Starts a node: checks everything that can be checked without the network, opens the private port, asks the
     * database about every statement, then opens the public port. A database that does not answer is waited for.
     *
     * @param observer is told of everything, and so are the metrics
     * @param metrics what the private port serves
     * @param mistakes those of the settings, if any
     * @return fails with {@link dev.verge.source.MistakesException} when anything is to be refused
     */
    public static Future<Server> start(
            Vertx vertx, Path conf, Settings settings, Observer observer, MetricsObserver metrics, Mistakes mistakes) {
        var server = new Server(vertx, conf, settings, observer, metrics);
        return server.loader
                .check(mistakes)
                .compose(drafts -> server.open(drafts).recover(server::abandon))
                .map(server);
    }

    /** The operations that are served. */
    List<Operation> operations() {
        return operations;
    }

    /** The port that the API is served on. */
    int port() {
        return loops.get(0).port();
    }

    /** Where the API is served. */
    String url() {
        String scheme = settings.http().tls() ? "https" : "http";
        return scheme + "://" + settings.http().host() + ":" + port();
    }

    /** The port that probes are answered on. */
    int managementPort() {
        return health.port();
    }

    /**
     * Loads the files anew and serves them from the next request on. With any mistake the last good version serves on.
     *
     * @return whether the new version is served; never fails
     */
    Future<Boolean> reload() {
        return loader.checkAll(new Mistakes()).compose(this::replace).map(true).recover(failure -> {
            observer.accept(Refusal.of("contract", failure));
            return Future.succeededFuture(false);
        });
    }

    private void relink() {
        reload().onComplete(told -> {});
    }

    /**
     * Not ready, then no new requests, then none in flight, then closed. Vert.x itself stays open. Fails when a statement
     * outlives the limit of the drain.
     */
    public Future<Void> stop() {
        Future<Void> already = stopping;
        if (already == null) {
            already = drainAndClose();
            stopping = already;
        }
        return already;
    }

    private Future<Void> drainAndClose() {
        observer.accept(new Observation.Stopping("draining"));
        health.stopping();
        return announced()
                .compose(ignored ->
                        Future.join(loops.stream().map(ApiVerticle::drain).toList()))
                .transform(ignored -> close())
                .onComplete(
                        done -> observer.accept(new Observation.Stopping("done")),
                        late -> observer.accept(new Observation.Stopping("given up, a statement still runs")));
    }

    /** Load balancers need a while to hear that this node is not ready, and send it new callers until then. */
    private Future<?> announced() {
        Duration delay = settings.http().drainDelay();
        return delay.isZero() ? Future.succeededFuture() : vertx.timer(delay.toMillis());
    }

    private Future<Void> close() {
        return identity.close()
                .transform(ignored -> Future.join(loops.stream()
                                .map(loop -> vertx.undeploy(loop.deploymentID()))
                                .toList())
                        .timeout(CLOSING.toMillis(), TimeUnit.MILLISECONDS))
                .<Void>mapEmpty()
                .eventually(health::close)
                .eventually(this::closeObserver);
    }

    /** A reader of the decision record that reads no more does not keep a node from ending. */
    private Future<?> closeObserver() {
        return Future.any(observer.close(), vertx.timer(CLOSING.toMillis()));
    }

    private Future<Void> open(List<Draft> drafts) {
        return health.listen()
                .onSuccess(ignored -> identity.start())
                .compose(ignored -> planWhenReachable(drafts, ""))
                .onSuccess(ignored -> compareConnections())
                .compose(this::deploy);
    }

    /** Says why it waits, and again only when that changes. */
    private Future<List<OperationPlan>> planWhenReachable(List<Draft> drafts, String said) {
        var mistakes = new Mistakes();
        return loader.plan(drafts, mistakes).map(mistakes::refuseAnyIn).recover(failure -> {
            if (!(failure instanceof DatabaseUnreachableException)) {
                return Future.failedFuture(failure);
            }
            String reason = String.valueOf(failure.getMessage());
            if (!reason.equals(said)) {
                observer.accept(new Observation.DatabaseUnreachable(reason));
            }
            return vertx.timer(RETRY.toMillis()).compose(ignored -> planWhenReachable(drafts, reason));
        });
    }

    /** Whoever cannot be told is told of worse by the connections themselves. */
    private void compareConnections() {
        ServerCapacity.compare(vertx, settings.database()).onSuccess(told -> told.ifPresent(observer));
    }

    private Future<Void> deploy(List<OperationPlan> plans) {
        int instances = settings.http().instances();
        Future<?> deployed = Future.succeededFuture();
        for (int i = 0; i < instances; i++) {
            var loop = new ApiVerticle(settings, share(i, instances), identity, health, observer, plans);
            deployed = deployed.compose(ignored -> vertx.deployVerticle(loop, new DeploymentOptions()))
                    .onSuccess(ignored -> loops.add(loop));
        }
        HttpSettings http = settings.http();
        return deployed.<Void>map(ignored -> {
                    serving(plans);
                    return null;
                })
                .recover(failure ->
                        Future.failedFuture(StartException.explain(failure, "http.port", http.host(), http.port())));
    }

    private Database.Share share(int index, int instances) {
        LaneSettings lanes = settings.database().lanes();
        int exclusive = lanes.exclusive(instances);
        return new Database.Share(
                part(lanes.connections() - exclusive, index, instances),
                part(exclusive, index, instances),
                part(lanes.queue(), index, instances));
    }

    private static int part(int whole, int index, int parts) {
        return whole / parts + (index < whole % parts ? 1 : 0);
    }

    private void serving(List<OperationPlan> plans) {
        health.serving(() -> loops.get(0).ping());
        announce(plans);
        observer.accept(new Observation.Listening("API", url()));
    }

    private <T> Future<T> abandon(Throwable failure) {
        return close().transform(ignored -> Future.failedFuture(failure));
    }

    private Future<Void> replace(List<OperationPlan> plans) {
        return Future.join(loops.stream().map(loop -> loop.replace(plans)).toList())
                .onSuccess(ignored -> announce(plans))
                .mapEmpty();
    }

    private void announce(List<OperationPlan> plans) {
        operations = plans.stream().map(OperationPlan::operation).toList();
        observer.accept(new Observation.ContractServed(plans.size()));
    }
}
