package dev.verge;

import dev.verge.config.SettingsLoader;
import dev.verge.development.ConfWatch;
import dev.verge.development.EmbeddedDatabase;
import dev.verge.development.LocalIssuer;
import dev.verge.development.SampleCaller;
import dev.verge.development.SampleCallers;
import dev.verge.observation.LogObserver;
import dev.verge.observation.MetricsObserver;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.source.Mistake;
import dev.verge.source.Mistakes;
import dev.verge.source.MistakesException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node in dev mode: with a database, an issuer and a watch on the files of its own. */
final class DevServer implements ServerProcess.Running {
    private final Vertx vertx;
    private final Path conf;
    private final Surroundings surroundings;
    private final Server server;
    private final Observer observer;
    private final PrintWriter terminal;
    private final ConfWatch watch;
    private volatile @Nullable List<SampleCaller> callers;
    private Future<?> reloading = Future.succeededFuture();

    private DevServer(
            Vertx vertx, Path conf, Surroundings surroundings, Server server, Observer observer, PrintWriter terminal) {
        this.vertx = vertx;
        this.conf = conf;
        this.surroundings = surroundings;
        this.server = server;
        this.observer = observer;
        this.terminal = terminal;
        this.watch = ConfWatch.start(conf, vertx.getOrCreateContext(), this::changed);
    }

    /** Where to listen on the loopback address. */
    record Ports(int api, int management, int issuer) {}

    private record Surroundings(EmbeddedDatabase database, LocalIssuer issuer) {
        <T> Future<T> abandon(Throwable failure) {
            return stop().transform(ignored -> Future.failedFuture(failure));
        }

        Future<Void> stop() {
            return issuer.stop().onComplete(ignored -> database.stop());
        }
    }

    /**
     * Starts all of it; fails as {@link Server#start} does.
     *
     * @param terminal gets the welcome now and whenever the callers change
     */
    static Future<DevServer> start(Vertx vertx, Path conf, Ports ports, PrintWriter terminal) {
        var mistakes = new Mistakes();
        Observer observer = new LogObserver(true);
        List<SampleCaller> callers = SampleCallers.read(conf, mistakes).orElse(List.of());
        Future<LocalIssuer> issuer = LocalIssuer.start(vertx, ports.issuer, Clock.systemUTC(), callers);
        Future<EmbeddedDatabase> database = EmbeddedDatabase.start(vertx, conf);
        return Future.join(issuer, database)
                .map(started -> new Surroundings(database.result(), issuer.result()))
                .onFailure(ignored -> {
                    issuer.onSuccess(LocalIssuer::stop);
                    database.onSuccess(EmbeddedDatabase::stop);
                })
                .compose(around -> serve(vertx, conf, ports, around, observer, mistakes)
                        .map(server -> new DevServer(vertx, conf, around, server, observer, terminal))
                        .recover(around::abandon))
                .compose(server -> server.welcome().map(server));
    }

    private static Future<Server> serve(
            Vertx vertx, Path conf, Ports ports, Surroundings surroundings, Observer observer, Mistakes mistakes) {
        return new SettingsLoader(vertx, System.getenv(), SystemProperties.asMap())
                .load(conf, settings(ports, surroundings), mistakes)
                .compose(settings -> Server.start(vertx, conf, settings, observer, new MetricsObserver(), mistakes));
    }

    /** What the dev mode decides over the settings of the file. */
    private static Map<String, Object> settings(Ports ports, Surroundings surroundings) {
        var settings = new HashMap<String, Object>();
        settings.put("http.host", "127.0.0.1");
        settings.put("http.port", ports.api);
        settings.put("management.host", "127.0.0.1");
        settings.put("management.port", ports.management);
        settings.put("database.url", surroundings.database.url());
        settings.put("database.user", surroundings.database.user());
        settings.put("database.password", "");
        settings.put("database.tls", "off");
        settings.putAll(identity(surroundings.issuer.url()));
        return settings;
    }

    /** Whose tokens the dev mode accepts, in place of those of the file. */
    static Map<String, Object> identity(String issuerUrl) {
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
        return vertx.<List<SampleCaller>>executeBlocking(this::readCallers).map(this::greet);
    }

    private List<SampleCaller> readCallers() {
        var mistakes = new Mistakes();
        var read = SampleCallers.read(conf, mistakes);
        mistakes.throwIfAny();
        return read.orElseGet(() -> DerivedCallers.of(server.operations()));
    }

    private @Nullable Void greet(List<SampleCaller> now) {
        if (!now.equals(callers)) {
            callers = now;
            surroundings.issuer.callers(now);
            terminal.println(new Welcome(conf, server, surroundings.database, surroundings.issuer).text(now));
            terminal.flush();
        }
        return null;
    }

    @Override
    public Future<Void> stop() {
        watch.close();
        return server.stop().eventually(surroundings::stop);
    }

    /** One after the other: a save during a reload is a reload of its own. */
    private void changed(Set<Path> files) {
        reloading = reloading.otherwiseEmpty().compose(ignored -> reload(files));
    }

    private Future<?> reload(Set<Path> files) {
        if (files.stream().anyMatch(file -> file.endsWith(SettingsLoader.FILE))) {
            observer.accept(new Observation.ContractRefused(
                    List.of(conf.resolve(SettingsLoader.FILE) + ": settings are read at start; start again")));
        }
        boolean data = files.stream().anyMatch(this::isData);
        Future<Void> ready = data ? surroundings.database.reset() : Future.succeededFuture();
        return ready.compose(ignored -> server.reload())
                .compose(ignored -> welcome())
                .onFailure(this::refused);
    }

    private boolean isData(Path file) {
        return conf.resolve("dev").equals(file.getParent()) && file.toString().endsWith(".sql");
    }

    private void refused(Throwable failure) {
        List<String> reasons = failure instanceof MistakesException refused
                ? refused.mistakes().stream().map(Mistake::toString).toList()
                : List.of(String.valueOf(failure.getMessage()));
        observer.accept(new Observation.ContractRefused(reasons));
    }
}
