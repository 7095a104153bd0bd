package dev.verge.command;

import dev.verge.Conf;
import dev.verge.ProcessSettings;
import dev.verge.ReadAhead;
import dev.verge.Server;
import dev.verge.config.Settings;
import dev.verge.observation.DecisionLog;
import dev.verge.observation.LogObserver;
import dev.verge.observation.Observer;
import dev.verge.observation.log.Logging;
import dev.verge.observation.metrics.MetricsObserver;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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

    @Mixin
    private ConfOption conf = new ConfOption();

    /**
     * The command as containers and service files write it, read without the command line's library: describing every
     * command and option by reflection costs a tenth of a node's start. Empty where there is more to read.
     */
    static Optional<ServeCommand> plain(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("serve")) {
            return Optional.empty();
        }
        var command = new ServeCommand();
        boolean named = arguments.length == 3 && arguments[1].equals("--conf");
        if (named) {
            command.conf = new ConfOption(Path.of(arguments[2]));
        }
        return named || arguments.length == 1 ? Optional.of(command) : Optional.empty();
    }

    @Override
    public Integer call() {
        var process = new ServerProcess(true);
        Path directory = conf.directory();
        var ahead = ReadAhead.begin(directory);
        // What is said before the settings are known is for the same reader, as far as one can know.
        Logging.begin(!"text".equals(System.getenv("VERGE_LOG_FORMAT")));
        var running = new AtomicReference<@Nullable Server>();
        // By reflection, which takes as long as many a step of the start that need not wait for it.
        new Thread(() -> HangUp.handle(() -> reload(running.get())), "signals").start();
        process.start(vertx -> serve(vertx, directory, ahead).onSuccess(running::set), Server::stop);
        return RUNNING;
    }

    /** What is still starting reads the files as they are. */
    private static void reload(@Nullable Server server) {
        if (server != null) {
            server.reload().onComplete(told -> {});
        }
    }

    private static Future<Server> serve(Vertx vertx, Path directory, ReadAhead ahead) {
        var mistakes = new Mistakes();
        var all = new Conf(directory, ProcessSettings.loader(vertx), Map.of(), ahead);
        return all.settings(mistakes)
                .onSuccess(settings -> Logging.begin(settings.log().json()))
                .compose(settings ->
                        Server.start(vertx, all, settings, metrics -> observer(settings, metrics), mistakes));
    }

    private static Observer observer(Settings settings, MetricsObserver metrics) {
        var log = new LogObserver(false);
        var decisions = new DecisionLog(Clock.systemUTC(), settings.audit().sampleAllows(), Observer.all(log, metrics));
        return Observer.all(log, decisions);
    }
}
