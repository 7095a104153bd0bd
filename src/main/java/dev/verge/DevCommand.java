package dev.verge;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    @Mixin
    private ConfOption conf = new ConfOption();

    @Option(names = "--port", defaultValue = "8080", description = "The API's port (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--management-port",
            defaultValue = "8081",
            description = "The port of the probes (default: ${DEFAULT-VALUE}).")
    private int managementPort = 8081;

    @Option(
            names = "--issuer-port",
            defaultValue = "8082",
            description = "The port of the local issuer (default: ${DEFAULT-VALUE}).")
    private int issuerPort = 8082;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path directory = conf.directory();
        refuseTaken("--port", port);
        refuseTaken("--management-port", managementPort);
        refuseTaken("--issuer-port", issuerPort);
        var ports = new DevServer.Ports(port, managementPort, issuerPort);
        PrintWriter terminal = spec.commandLine().getOut();
        DevServer ignored = new ServerProcess().start(vertx -> DevServer.start(vertx, directory, ports, terminal));
        return ServeCommand.RUNNING;
    }

    /** Before PostgreSQL takes its seconds to start. */
    private static void refuseTaken(String option, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new StartException(
                    "Port " + port + " is taken: is Verge running already? (" + option + " chooses another)");
        }
    }
}
