package dev.verge;

import dev.verge.auth.Identity;
import dev.verge.config.DatabaseSettings;
import dev.verge.config.HttpSettings;
import dev.verge.config.IssuerSettings;
import dev.verge.config.Settings;
import dev.verge.config.SettingsLoader;
import dev.verge.contract.Operation;
import dev.verge.database.ServerCapacity;
import dev.verge.database.StatementDescriber;
import dev.verge.endpoint.link.Draft;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.management.Heartbeats;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.observation.metrics.MetricsObserver;
import dev.verge.problem.ProblemType;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node: both ports, and everything behind them. Made by {@link #start}, ended by {@link #stop}. */
public final class Server {
    private static final Duration STUCK = Duration.ofSeconds(10);
    /** Closing takes no time when nothing runs any more; the pool would wait for what does. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Observer observer;
    private final Health health;
    private final ServingLoops loops;
    private final Serving serving;
    private final Reloading reloading;
    private final ConfWatch watch;
    private volatile @Nullable Future<Void> stopping;

    private Server(Vertx vertx, Conf conf, Settings settings, Observer observer, MetricsObserver metrics) {
        this.vertx = vertx;
        this.watch = new ConfWatch(conf, settings);
        this.observer = Observer.all(
                observer,
                metrics,
                this::note,
                new Relinking(this::relink, System::nanoTime),
                Telemetry.traces(settings.telemetry(), Observer.all(observer, metrics)));
        var identity = new Identity(vertx, settings.identity(), this.observer, System::nanoTime, Clock.systemUTC());
        var heartbeats = new Heartbeats(System::nanoTime, STUCK);
        this.loops = new ServingLoops(vertx, heartbeats, this.observer);
        this.serving = new Serving(vertx, loops, this.observer, new Version(settings, identity, List.of(), List.of()));
        this.health = new Health(vertx, serving::version, heartbeats, metrics);
        this.reloading = new Reloading(vertx, conf, serving, this.observer);
        metrics.watchBuild(Telemetry.version());
        metrics.watchProblems(
                Arrays.stream(ProblemType.values()).map(ProblemType::slug).toList());
        metrics.watchTraces();
    }

    /**
     * Starts a node: with good settings it opens the private port, fetches keys and connects, while it checks everything
     * else that can be checked without the network; then it asks the database about every statement, and opens the public
     * port. A database that does not answer is waited for.
     *
     * @param settings those of the conf
     * @param observer is told of everything, and so are the metrics, which it is made with
     * @param mistakes those of the settings, if any
     * @return fails with {@link dev.verge.source.MistakesException} when anything is to be refused
     */
    public static Future<Server> start(
            Vertx vertx,
            Conf conf,
            Settings settings,
            Function<MetricsObserver, Observer> observer,
            Mistakes mistakes) {
        refusePlaceholder(conf, settings, mistakes);
        boolean good = mistakes.isEmpty();
        var loader = conf.forStart(vertx, settings);
        Future<List<Draft>> checked = loader.check(mistakes);
        var metrics = new MetricsObserver(settings.telemetry().traces().endpoint() != null);
        var server = new Server(vertx, conf, settings, observer.apply(metrics), metrics);
        StatementDescriber describer = loader.describer();
        Future<Void> begun = good ? server.begin(describer) : Future.succeededFuture();
        return checked.compose(drafts -> begun.compose(listening -> server.open(loader, describer, drafts)))
                .recover(failure -> describer.close().compose(closed -> server.abandon(failure)))
                .map(server);
    }

    /** An issuer that nobody has is there to be replaced. */
    static void refusePlaceholder(Conf conf, Settings settings, Mistakes mistakes) {
        settings.identity().issuers().stream()
                .filter(IssuerSettings::isPlaceholder)
                .forEach(issuer -> mistakes.add(
                        Location.of(conf.folder().resolve(SettingsLoader.FILE).toString()),
                        "identity.issuers." + issuer.name() + ".tenant",
                        IssuerSettings.PLACEHOLDER,
                        "your own tenant's id, not the sample's placeholder"));
    }

    /** The operations that are served. */
    List<Operation> operations() {
        return serving.version().plans().stream().map(OperationPlan::operation).toList();
    }

    /** The port that the API is served on. */
    int port() {
        return loops.port();
    }

    /** Where the API is served. */
    String url() {
        HttpSettings http = serving.version().settings().http();
        return (http.tls() ? "https" : "http") + "://" + http.host() + ":" + port();
    }

    /** The port that probes are answered on. */
    int managementPort() {
        return health.port();
    }

    /**
     * Loads the conf anew, settings included, and serves it from the next request on. With any mistake the last good
     * version serves on, and the observer is told of all of them.
     *
     * @return whether the new version is served; never fails
     */
    public Future<Boolean> reload() {
        return reloading.reload();
    }

    private void relink() {
        reloading.relink().onComplete(told -> {});
    }

    private void note(Observation observation) {
        health.note(observation);
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
        watch.close();
        return announced()
                .compose(ignored -> loops.drain())
                .transform(ignored -> close())
                .onComplete(
                        done -> observer.accept(new Observation.Stopping("done")),
                        late -> observer.accept(new Observation.Stopping("given up, a statement still runs")));
    }

    /** Load balancers need a while to hear that this node is not ready, and send it new callers until then. */
    private Future<?> announced() {
        Duration delay = serving.version().settings().http().drainDelay();
        return delay.isZero() ? Future.succeededFuture() : vertx.timer(delay.toMillis());
    }

    private Future<Void> close() {
        return serving.version()
                .identity()
                .close()
                .transform(ignored -> loops.undeploy().timeout(CLOSING.toMillis(), TimeUnit.MILLISECONDS))
                .eventually(health::close)
                .eventually(this::closeObserver);
    }

    /** A reader of the decision record that reads no more does not keep a node from ending. */
    private Future<?> closeObserver() {
        return Future.any(observer.close(), vertx.timer(CLOSING.toMillis()));
    }

    /**
     * What needs nothing but the settings, while the files are read: probes are answered, keys fetched, and the connections
     * opened once one has been.
     */
    private Future<Void> begin(StatementDescriber describer) {
        Version version = serving.version();
        return health.listen().onSuccess(listening -> {
            version.identity().start().onFailure(told -> {});
            describer.begin().onSuccess(reachable -> loops.connect(version.settings())
                    .onFailure(closed -> {}));
        });
    }

    private Future<Void> open(ApiLoader loader, StatementDescriber describer, List<Draft> drafts) {
        return loader.planWhenReachable(describer, drafts, observer)
                .compose(plans -> Future.all(serving.begin(drafts, plans), compareConnections()))
                .onSuccess(ignored -> serving())
                .mapEmpty();
    }

    /** Whoever cannot be told is told of worse by the connections themselves; nobody waits for the replica. */
    private Future<?> compareConnections() {
        DatabaseSettings database = serving.version().settings().database();
        DatabaseSettings replica = database.ofReplica();
        if (replica != null) {
            compare(replica, "replica").onFailure(untold -> {});
        }
        return compare(database, "database").otherwiseEmpty();
    }

    private Future<?> compare(DatabaseSettings database, String name) {
        return ServerCapacity.compare(vertx, database, name).onSuccess(told -> told.ifPresent(observer));
    }

    private void serving() {
        health.serving(loops::ping);
        serving.announce();
        observer.accept(new Observation.Listening("API", url()));
        watch.start(reloading);
    }

    private <T> Future<T> abandon(Throwable failure) {
        return close().transform(ignored -> Future.failedFuture(failure));
    }
}
