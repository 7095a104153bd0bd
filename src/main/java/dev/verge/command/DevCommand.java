package dev.verge.command;

import dev.verge.DevServer;
import dev.verge.StartException;
import dev.verge.observation.LogObserver;
import dev.verge.observation.log.Logging;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = {
            "Serves the contract on this machine with nothing installed.",
            "Brings an embedded PostgreSQL filled from dev/*.sql, an issuer of tokens like those of Entra ID, and a watch"
                    + " that serves changed files at once."
        })
final class DevCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Mixin
    private ConfOption conf = new ConfOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The API's port; 0 takes free ones (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "The port of the probes (default: the one after the API's).")
    private @Nullable Integer managementPort;

    @Option(
            names = "--issuer-port",
            paramLabel = "PORT",
            description = "The port of the local issuer (default: the second after the API's).")
    private @Nullable Integer issuerPort;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        refuseInImage();
        Path directory = conf.directory();
        DevServer.Ports ports = ports();
        refuseTaken(ports.api());
        refuseTaken(ports.management());
        refuseTaken(ports.issuer());
        Logging.begin(false);
        PrintWriter terminal = spec.commandLine().getOut();
        new ServerProcess(false)
                .start(
                        vertx -> DevServer.start(vertx, directory, ports, new LogObserver(true), terminal),
                        DevServer::stop);
        return ServeCommand.RUNNING;
    }

    /** The image's runtime leaves out what only the dev mode's PostgreSQL needs. */
    private static void refuseInImage() {
        if (ModuleLayer.boot().findModule("java.sql").isEmpty()) {
            throw new StartException("The image has no dev mode; the jar that \"mvn package\" makes has it");
        }
    }

    private DevServer.Ports ports() {
        var ports = new DevServer.Ports(port, following(managementPort, 1), following(issuerPort, 2));
        if (!ports.differ()) {
            throw wrong("The ports of API, probes and issuer must differ");
        }
        return ports;
    }

    private int following(@Nullable Integer chosen, int distance) {
        if (chosen != null) {
            return chosen;
        }
        return port == 0 ? 0 : port + distance;
    }

    /** Before PostgreSQL takes its seconds to start. */
    private void refuseTaken(int wanted) {
        if (wanted < 0 || wanted > HIGHEST_PORT) {
            throw wrong("Port " + wanted + " (expected: 0.." + HIGHEST_PORT + ")");
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        } catch (IOException e) {
            throw new StartException("Port " + wanted + " is taken: is Verge running already?"
                    + " (--port, or -Dport of mvn, chooses others)");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
