package dev.verge;

import dev.verge.config.Settings;
import dev.verge.config.SettingsLoader;
import dev.verge.development.LocalIssuer;
import dev.verge.development.SampleCaller;
import dev.verge.development.SampleCallers;
import dev.verge.observation.Observation.KeysRefreshed;
import dev.verge.observation.Observer;
import dev.verge.source.FileWatch;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A node in dev mode: with a database, an issuer and a watch on the files of its own. */
public final class DevServer {
    private static final long PATIENCE_SECONDS = 5;
    private static final Duration LOOK = Duration.ofMillis(150);

    private final Vertx vertx;
    private final Path conf;
    private final Surroundings surroundings;
    private final Observer observer;
    private final PrintWriter terminal;
    private final FileWatch watch;
    private volatile @Nullable Node node;
    private @Nullable List<SampleCaller> greeted;
    private Future<?> reloading = Future.succeededFuture();

    private DevServer(
            Vertx vertx,
            Path conf,
            Surroundings surroundings,
            Observer observer,
            PrintWriter terminal,
            FileWatch watch) {
        this.vertx = vertx;
        this.conf = conf;
        this.surroundings = surroundings;
        this.observer = observer;
        this.terminal = terminal;
        this.watch = watch;
    }

    /** Where to listen on the loopback address; 0 takes a free port. */
    public record Ports(int api, int management, int issuer) {
        /** Whether each has one of its own: Vert.x would let two servers share one. */
        public boolean differ() {
            return IntStream.of(api, management, issuer)
                    .filter(port -> port != 0)
                    .boxed()
                    .allMatch(new HashSet<>()::add);
        }
    }

    private record Node(Conf conf, Settings settings, Server server) {}

    /**
     * Starts all of it; fails as {@link Server#start} does.
     *
     * @param terminal gets the welcome now and whenever the callers change
     */
    public static Future<DevServer> start(
            Vertx vertx, Path conf, Ports ports, Observer observer, PrintWriter terminal) {
        var mistakes = new Mistakes();
        FileWatch watch = FileWatch.of(List.of(conf), LOOK);
        List<SampleCaller> callers = SampleCallers.read(conf, mistakes).orElse(List.of());
        return Surroundings.start(vertx, conf, ports.issuer, callers).compose(around -> {
            var server = new DevServer(vertx, conf, around, observer, terminal, watch);
            Conf all = server.conf(ports.api, ports.management);
            return all.settings(mistakes)
                    .compose(settings -> server.serve(all, settings, mistakes))
                    .compose(ignored -> server.welcome())
                    .onSuccess(ignored -> watch.start(vertx.getOrCreateContext(), server::changed))
                    .recover(around::abandon)
                    .map(server);
        });
    }

    private Conf conf(int port, int managementPort) {
        return new Conf(conf, ProcessSettings.loader(vertx), surroundings.settings(port, managementPort));
    }

    /** Until the issuer's keys are there, which takes an instant here: what is printed next is to be the last line. */
    private Future<Void> serve(Conf all, Settings settings, Mistakes mistakes) {
        Promise<Void> keys = Promise.promise();
        Observer noticing = observation -> {
            observer.accept(observation);
            if (observation instanceof KeysRefreshed) {
                keys.tryComplete();
            }
        };
        return Server.start(vertx, all, settings, metrics -> noticing, mistakes)
                .onSuccess(server -> node = new Node(all, settings, server))
                .compose(ignored -> keys.future()
                        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .otherwiseEmpty());
    }

    private Node node() {
        return Objects.requireNonNull(node, "node");
    }

    /** Whose tokens the dev mode accepts, in place of those of the file. */
    public static Map<String, Object> identity(String issuerUrl) {
        return Map.of(
                "identity.issuers.local.tenant",
                LocalIssuer.TENANT,
                "identity.issuers.local.client",
                LocalIssuer.AUDIENCE,
                "identity.issuers.local.authority",
                issuerUrl);
    }

    /** Says what was started, and for each sample caller a command to try; again only when the callers are others. */
    private Future<Void> welcome() {
        return vertx.executeBlocking(this::readCallers).map(this::greet);
    }

    private List<SampleCaller> readCallers() {
        var mistakes = new Mistakes();
        var read = SampleCallers.read(conf, mistakes);
        mistakes.throwIfAny();
        return read.orElseGet(() -> DerivedCallers.of(node().server.operations()));
    }

    private @Nullable Void greet(List<SampleCaller> callers) {
        if (!callers.equals(greeted)) {
            greeted = callers;
            surroundings.issuer().callers(callers);
            terminal.println(new Welcome(conf, node().server, surroundings).text(callers));
            terminal.flush();
        }
        return null;
    }

    /** Stops all that was started. */
    public Future<Void> stop() {
        watch.close();
        return node().server.stop().eventually(surroundings::stop);
    }

    /** One after the other: a save during a reload is a reload of its own. */
    private void changed(Set<Path> files) {
        reloading = reloading.otherwiseEmpty().compose(ignored -> reload(files));
    }

    private Future<?> reload(Set<Path> files) {
        boolean data = files.stream().anyMatch(this::isData);
        boolean settings = files.contains(conf.resolve(SettingsLoader.FILE));
        Future<Void> ready = data ? surroundings.database().reset() : Future.succeededFuture();
        return refusing("sample data", ready)
                .compose(ignored -> settings ? refusing("settings file", restart()) : reload())
                .compose(ignored -> refusing("file of callers", welcome()));
    }

    /** Says itself what it refuses. */
    private Future<Void> reload() {
        return node().server.reload().mapEmpty();
    }

    private boolean isData(Path file) {
        return conf.resolve("dev").equals(file.getParent()) && file.toString().endsWith(".sql");
    }

    private Future<Void> refusing(String what, Future<Void> change) {
        return change.onFailure(failure -> observer.accept(Refusal.of(what, failure)));
    }

    /** Settings are read at start only, so the node starts again; not before it is known that it will. */
    private Future<Void> restart() {
        Node before = node();
        var mistakes = new Mistakes();
        Conf after = conf(before.server.port(), before.server.managementPort());
        return after.settings(mistakes)
                .compose(settings -> mistakes.isEmpty() && settings.equals(before.settings)
                        ? reload()
                        : new ApiLoader(vertx, conf, settings)
                                .checkAll(mistakes)
                                .compose(plans -> before.server.stop())
                                .compose(ignored -> serve(after, settings, mistakes)
                                        .recover(failure -> serveAgain(before, failure))));
    }

    private Future<Void> serveAgain(Node before, Throwable failure) {
        return serve(before.conf, before.settings, new Mistakes()).transform(ignored -> Future.failedFuture(failure));
    }
}
