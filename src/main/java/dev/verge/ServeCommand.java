package dev.verge;

import dev.verge.config.Settings;
import dev.verge.config.SettingsLoader;
import dev.verge.observation.DecisionLog;
import dev.verge.observation.LogObserver;
import dev.verge.observation.MetricsObserver;
import dev.verge.observation.Observer;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Checks settings, contract and SQL, then serves the API and the probes.")
final class ServeCommand implements Callable<Integer> {
    /** The exit status of a command that leaves a server running. */
    static final int RUNNING = -1;

    private static final String PLACEHOLDER = "00000000-0000-0000-0000-000000000000";

    @Mixin
    private ConfOption conf = new ConfOption();

    @Override
    public Integer call() {
        Path directory = conf.directory();
        var mistakes = new Mistakes();
        Server ignored = new ServerProcess()
                .start(vertx -> new SettingsLoader(vertx, System.getenv(), SystemProperties.asMap())
                        .load(directory, Map.of(), mistakes)
                        .compose(settings -> serve(vertx, directory, settings, mistakes)));
        return RUNNING;
    }

    private static Future<Server> serve(Vertx vertx, Path directory, Settings settings, Mistakes mistakes) {
        refusePlaceholder(directory, settings, mistakes);
        var metrics = new MetricsObserver();
        var log = new LogObserver(false);
        var decisions = new DecisionLog(Clock.systemUTC(), settings.audit().sampleAllows(), Observer.all(log, metrics));
        return Server.start(vertx, directory, settings, Observer.all(log, decisions), metrics, mistakes);
    }

    private static void refusePlaceholder(Path directory, Settings settings, Mistakes mistakes) {
        settings.identity().issuers().stream()
                .filter(issuer -> issuer.tenants().contains(PLACEHOLDER))
                .forEach(issuer -> mistakes.add(
                        Location.of(directory.resolve(SettingsLoader.FILE).toString()),
                        "identity.issuers." + issuer.name() + ".tenant",
                        PLACEHOLDER,
                        "your own tenant's id, not the sample's placeholder"));
    }
}
