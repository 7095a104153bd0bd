package dev.verge.management;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes the answers of the private port. None of them may be kept. */
final class Reply {
    private Reply() {}

    static void json(RoutingContext context, int status, JsonObject json) {
        write(context, status, "application/json", json.toBuffer());
    }

    /** RFC 9457; the port has no catalogue of its own. */
    static JsonObject problem(int status, String title) {
        return new JsonObject().put("type", "about:blank").put("title", title).put("status", status);
    }

    static void refuse(RoutingContext context, JsonObject problem) {
        write(context, problem.getInteger("status"), "application/problem+json", problem.toBuffer());
    }

    static void refuse(RoutingContext context, int status, String title) {
        refuse(context, problem(status, title));
    }

    static void refuseMethod(RoutingContext context, String allowed) {
        context.response().putHeader(HttpHeaders.ALLOW, allowed);
        refuse(context, 405, "The method is not allowed here");
    }

    static void noContent(RoutingContext context) {
        context.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }

    static void write(RoutingContext context, int status, String contentType, Buffer body) {
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
}
