package dev.verge.http;

import dev.verge.config.HttpSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The public port on one event loop. Instances on several event loops of one Vert.x share the port. */
public final class ApiServer {
    /** Method, spaces and version around the target in the request line. */
    private static final int LINE_AROUND_TARGET = 64;

    private static final int CONCURRENT_STREAMS = 100;

    private final HttpServer server;
    private final ApiRouter router;

    private ApiServer(HttpServer server, ApiRouter router) {
        this.server = server;
        this.router = router;
    }

    /**
     * Opens the port; fails with {@link java.net.BindException} when it is taken. With port 0 the instances of one
     * verticle share one free port.
     */
    public static Future<ApiServer> listen(Vertx vertx, HttpSettings settings, ApiRouter router) {
        var timed = new HeadTimedVertx(
                (VertxInternal) vertx, () -> new HeadTimer(settings.headerTimeout(), router::newRequestId));
        HttpServer server = new HttpServerImpl(timed, options(settings));
        server.requestHandler(router);
        server.invalidRequestHandler(router::handleInvalid);
        // Vert.x wraps the handler to answer other HTTP versions itself, with an empty 501.
        server.connectionHandler(connection -> ((HttpServerConnection) connection).handler(router));
        server.exceptionHandler(broken -> {});
        // A negative port is "any free one, the same for all instances".
        int port = settings.port() == 0 ? -1 : settings.port();
        return server.listen(port, settings.host()).map(open -> new ApiServer(open, router));
    }

    private static HttpServerOptions options(HttpSettings settings) {
        var options = new HttpServerOptions()
                .setMaxInitialLineLength(settings.maxUriLength() + LINE_AROUND_TARGET)
                .setMaxHeaderSize(settings.maxHeaderSize())
                .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(true)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(CONCURRENT_STREAMS)
                        .setMaxHeaderListSize(settings.maxHeaderSize()));
        if (settings.certificate() != null && settings.key() != null) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(settings.certificate())
                            .setKeyPath(settings.key()));
        }
        return options;
    }

    /** The port that is open. */
    public int port() {
        return server.actualPort();
    }

    /** Takes no new connections, waits for the requests in flight, at most this long, then closes. */
    public Future<Void> drain(Duration limit) {
        router.drain();
        return server.shutdown(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes at once. */
    public Future<Void> close() {
        return server.close();
    }
}
