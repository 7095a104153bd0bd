package dev.verge.http.connection;

import io.vertx.core.net.NetServerOptions;
import java.util.concurrent.TimeUnit;

/** Options of a server that tell the {@link PromptTransport} how many connections may be silent. */
final class WatchedOptions extends NetServerOptions {
    private final SilenceLimit silence;

    WatchedOptions(NetServerOptions options, int mostSilent) {
        super(options);
        silence = new SilenceLimit(
                mostSilent, TimeUnit.NANOSECONDS.convert(options.getIdleTimeout(), options.getIdleTimeoutUnit()));
    }

    SilenceLimit silence() {
        return silence;
    }
}
