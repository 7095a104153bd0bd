package dev.verge.http;

import dev.verge.config.HttpSettings;
import dev.verge.http.connection.Acceptance;
import dev.verge.http.connection.ConnectionLimit;
import dev.verge.http.connection.HeadTimer;
import dev.verge.http.connection.WatchedVertx;
import dev.verge.http.limit.Limits;
import dev.verge.observation.Tracing;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A Vert.x whose HTTP servers answer what is no well-formed HTTP/1 request as the public port does, for a port that
 * knows nothing of contracts and problems. What is well-formed goes to the server's own handler.
 */
public final class StrictVertx extends VertxWrapper {
    private static final int CONNECTIONS = 1_000;

    private final HttpSettings settings;
    private final LongSupplier random;

    /**
     * Makes such servers.
     *
     * @param settings of the public port
     * @param random where request identifiers come from
     */
    public StrictVertx(VertxInternal vertx, HttpSettings settings, LongSupplier random) {
        super(vertx);
        this.settings = settings;
        this.random = random;
    }

    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        var refusals = new ApiRouter(
                delegate,
                List.of(),
                settings,
                Limits.none(),
                unheard -> {},
                Tracing.Choice.NONE,
                System::nanoTime,
                random);
        var connections = new ConnectionLimit(CONNECTIONS);
        var watched = new WatchedVertx(
                delegate, options, () -> untimed(refusals, connections), CONNECTIONS, new Acceptance());
        return new HttpServerImpl(watched, options)
                .invalidRequestHandler(refusals::handleInvalid)
                .exceptionHandler(broken -> {});
    }

    /** Nobody says when the next head may begin, so the idle timeout has to do. */
    private HeadTimer untimed(ApiRouter refusals, ConnectionLimit connections) {
        var timer = new HeadTimer(settings.headerTimeout(), refusals::lateHead, connections);
        timer.headArrived();
        return timer;
    }
}
