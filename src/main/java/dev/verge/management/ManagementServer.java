package dev.verge.management;

import dev.verge.config.ManagementSettings;
import dev.verge.observation.metrics.MetricsObserver;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The private port: {@code /live} and {@code /ready}, each 200 or 503 with the results of its checks; {@code /metrics};
 * and, for operators alone, {@code /keys}.
 */
public final class ManagementServer {
    private static final int IDLE_SECONDS = 60;

    private final HttpServer server;

    private ManagementServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens the port; fails with {@link java.net.BindException} when it is taken.
     *
     * @param live the checks behind {@code /live}
     * @param ready those behind {@code /ready}
     * @param token what operators prove themselves with now; gives null for none
     * @param keys the keys of each issuer now
     */
    public static Future<ManagementServer> listen(
            Vertx vertx,
            ManagementSettings settings,
            Checks live,
            Checks ready,
            MetricsObserver metrics,
            Supplier<@Nullable String> token,
            Supplier<List<IssuerKeys>> keys) {
        var router = Router.router(vertx);
        serve(router, "/live", context -> answer(context, live));
        serve(router, "/ready", context -> answer(context, ready));
        serve(router, "/metrics", new MetricsHandler(metrics));
        new KeysRoutes(keys).addTo(router, new OperatorAccess(token));
        router.errorHandler(404, context -> Reply.refuse(context, 404, "Nothing is served at this path"));
        router.errorHandler(400, context -> Reply.refuse(context, 400, "The request is not well-formed"));
        router.errorHandler(500, context -> Reply.refuse(context, 500, "The server failed"));
        return vertx.createHttpServer(
                        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHttp2ClearTextEnabled(false))
                .requestHandler(router)
                .listen(settings.port(), settings.host())
                .map(ManagementServer::new);
    }

    private static void serve(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
        router.route(path).handler(context -> Reply.refuseMethod(context, "GET, HEAD"));
    }

    private static void answer(RoutingContext context, Checks checks) {
        Checks.Report report = checks.report();
        Reply.json(context, report.up() ? 200 : 503, report.json());
    }

    /** The port that is open. */
    public int port() {
        return server.actualPort();
    }

    /** Closes at once. */
    public Future<Void> close() {
        return server.close();
    }
}
