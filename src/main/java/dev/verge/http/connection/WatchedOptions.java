package dev.verge.http.connection;

import io.vertx.core.net.NetServerOptions;
import java.util.concurrent.TimeUnit;

/** Options of a server that tell the {@link PromptTransport} how many connections may be silent, and who closes the port. */
final class WatchedOptions extends NetServerOptions {
    private final SilenceLimit silence;
    private final Acceptance acceptance;

    WatchedOptions(NetServerOptions options, int mostSilent, Acceptance acceptance) {
        super(options);
        this.acceptance = acceptance;
        silence = new SilenceLimit(
                mostSilent, TimeUnit.NANOSECONDS.convert(options.getIdleTimeout(), options.getIdleTimeoutUnit()));
    }

    SilenceLimit silence() {
        return silence;
    }

    Acceptance acceptance() {
        return acceptance;
    }
}
