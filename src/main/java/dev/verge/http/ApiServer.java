package dev.verge.http;

import dev.verge.config.HttpSettings;
import dev.verge.http.connection.Acceptance;
import dev.verge.http.connection.ConnectionLimit;
import dev.verge.http.connection.HeadTimer;
import dev.verge.http.connection.Http2Guard;
import dev.verge.http.connection.WatchedVertx;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The public port on one event loop. Instances on several event loops of one Vert.x share the port. */
public final class ApiServer {
    /** Method, spaces and version around the target in the request line. */
    private static final int LINE_AROUND_TARGET = 64;

    private static final int CONCURRENT_STREAMS = 100;

    /**
     * Bytes of answers that the system keeps for a caller who does not read. By itself it would take megabytes, and thousands
     * of requests, before it says that he does not.
     */
    private static final int SEND_BUFFER = 128 * 1024;

    private final HttpServer server;
    private final ApiRouter router;
    private final int maxHeaderSize;
    private final Set<HttpConnection> connections = new HashSet<>();
    private Promise<Void> left = Promise.promise();
    private boolean draining;

    private ApiServer(HttpServer server, ApiRouter router, int maxHeaderSize) {
        this.server = server;
        this.router = router;
        this.maxHeaderSize = maxHeaderSize;
    }

    /**
     * Opens the port; fails with {@link java.net.BindException} when it is taken. With port 0 the instances of one
     * verticle share one free port.
     *
     * @param acceptance closes the port, one for all instances
     */
    public static Future<ApiServer> listen(
            Vertx vertx, HttpSettings settings, ApiRouter router, Acceptance acceptance) {
        int most = router.limits().connections();
        var limit = new ConnectionLimit(most);
        var options = options(settings);
        var watched = new WatchedVertx(
                (VertxInternal) vertx,
                options,
                () -> new HeadTimer(router.headerTimeout(), router::lateHead, limit),
                (int) Math.min(Integer.MAX_VALUE, (long) most * settings.instances()),
                acceptance);
        HttpServer http = new HttpServerImpl(watched, options);
        var server = new ApiServer(http, router, settings.maxHeaderSize());
        http.requestHandler(router);
        http.invalidRequestHandler(router::handleInvalid);
        http.connectionHandler(server::watch);
        http.exceptionHandler(broken -> {});
        // A negative port is "any free one, the same for all instances".
        int port = settings.port() == 0 ? -1 : settings.port();
        return http.listen(port, settings.host()).map(server);
    }

    private void watch(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(closed -> leave(connection));
        Http2Guard.protect(connection, CONCURRENT_STREAMS, maxHeaderSize);
        if (draining) {
            Http2Guard.announceEnd(connection);
        }
    }

    private void leave(HttpConnection connection) {
        connections.remove(connection);
        if (draining && connections.isEmpty()) {
            left.tryComplete();
        }
    }

    private static HttpServerOptions options(HttpSettings settings) {
        var options = new HttpServerOptions()
                .setMaxInitialLineLength(settings.maxUriLength() + LINE_AROUND_TARGET)
                .setMaxHeaderSize(settings.maxHeaderSize())
                .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpNoDelay(true)
                // Answers are written on the event loop only, and straight to the socket: no queue for each connection.
                .setStrictThreadMode(true)
                .setSendBufferSize(SEND_BUFFER)
                .setHttp2ClearTextEnabled(true)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(CONCURRENT_STREAMS)
                        .setMaxHeaderListSize(Http2Guard.maxHeaderListSize(settings.maxHeaderSize())));
        if (settings.certificate() != null && settings.key() != null) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1, HttpVersion.HTTP_1_0))
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(settings.certificate())
                            .setKeyPath(settings.key()));
        }
        return options;
    }

    /**
     * Shows the certificate that these settings name to whoever connects from now on, on every instance of this port; with
     * files of the same names, what stands in them now.
     */
    public Future<Void> showCertificate(HttpSettings settings) {
        return server.updateSSLOptions(options(settings).getSslOptions(), true).mapEmpty();
    }

    /** The port that is open. */
    public int port() {
        return server.actualPort();
    }

    /**
     * Tells callers that their connections end. Completes when they have left, or after a while.
     *
     * @param lull how long they have to hear of it, each on the connection that it uses. Nobody is waited for who is not there
     */
    public Future<Void> announceEnd(Duration lull) {
        draining = true;
        router.drain();
        connections.forEach(Http2Guard::announceEnd);
        return awaitLeaving(lull);
    }

    /**
     * Ends connections without a request, waits for the requests in flight, then closes. Its {@link Acceptance} has ended.
     *
     * @param fresh how long those have for their requests that connected last
     * @param limit how long the requests in flight may take
     */
    public Future<Void> end(Duration fresh, Duration limit) {
        return awaitLeaving(fresh).transform(heard -> {
            connections.forEach(Http2Guard::refuseMore);
            return server.shutdown(limit.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Succeeds in any case. */
    private Future<Void> awaitLeaving(Duration longest) {
        left = Promise.promise();
        if (connections.isEmpty() || longest.isZero()) {
            left.tryComplete();
        }
        return left.future()
                .timeout(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }
}
