package dev.verge;

import dev.verge.config.Settings;
import dev.verge.config.SettingsLoader;
import dev.verge.development.ConfWatch;
import dev.verge.development.EmbeddedDatabase;
import dev.verge.development.LocalIssuer;
import dev.verge.development.SampleCaller;
import dev.verge.development.SampleCallers;
import dev.verge.observation.LogObserver;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.source.Mistakes;
import dev.verge.source.MistakesException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node of the dev mode with the database, the issuer and the watch that it brings along. */
final class DevServer implements ServerProcess.Running {
    private final Path conf;
    private final Ports ports;
    private final Observer observer;
    private final EmbeddedDatabase database;
    private final LocalIssuer issuer;
    private final Server server;
    private final List<SampleCaller> callers;

    private DevServer(
            Path conf,
            Ports ports,
            Observer observer,
            EmbeddedDatabase database,
            LocalIssuer issuer,
            Server server,
            List<SampleCaller> callers) {
        this.conf = conf;
        this.ports = ports;
        this.observer = observer;
        this.database = database;
        this.issuer = issuer;
        this.server = server;
        this.callers = callers;
    }

    /** Where to listen, on the loopback address. */
    record Ports(int api, int management, int issuer) {}
}
