package dev.verge.management;

import dev.verge.config.ManagementSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The private port: {@code /live} and {@code /ready}, each 200 or 503 with the results of its checks. */
public final class ManagementServer {
    private static final int IDLE_SECONDS = 60;

    private final HttpServer server;

    private ManagementServer(HttpServer server) {
        this.server = server;
    }

    /** Opens the port; fails with {@link java.net.BindException} when it is taken. */
    public static Future<ManagementServer> listen(Vertx vertx, ManagementSettings settings, Checks live, Checks ready) {
        return vertx.createHttpServer(
                        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHttp2ClearTextEnabled(false))
                .requestHandler(router(vertx, live, ready))
                .listen(settings.port(), settings.host())
                .map(ManagementServer::new);
    }

    private static Router router(Vertx vertx, Checks live, Checks ready) {
        var router = Router.router(vertx);
        serve(router, "/live", live);
        serve(router, "/ready", ready);
        router.errorHandler(404, context -> refuse(context, 404, "Nothing is served at this path"));
        router.errorHandler(405, context -> refuse(context, 405, "The method is not allowed here"));
        router.errorHandler(400, context -> refuse(context, 400, "The request is not well-formed"));
        return router;
    }

    private static void serve(Router router, String path, Checks checks) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> answer(context, checks.report()));
    }

    private static void answer(RoutingContext context, Checks.Report report) {
        write(context, report.up() ? 200 : 503, "application/json", report.json());
    }

    private static void refuse(RoutingContext context, int status, String title) {
        if (status == 405) {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
        }
        var problem =
                new JsonObject().put("type", "about:blank").put("title", title).put("status", status);
        write(context, status, "application/problem+json", problem);
    }

    private static void write(RoutingContext context, int status, String contentType, JsonObject json) {
        var body = json.toBuffer();
        var response = context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
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
