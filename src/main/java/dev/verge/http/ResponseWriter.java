package dev.verge.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Writes answers. */
final class ResponseWriter {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.HEADER);
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF_VALUE = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private ResponseWriter() {}

    /** Sets what every answer has. */
    static void head(HttpServerRequest request, int status, String requestId) {
        request.response().setStatusCode(status);
        request.response()
                .headers()
                .set(REQUEST_ID, requestId)
                .set(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .set(NO_SNIFF, NO_SNIFF_VALUE);
    }

    /** Sets what an answer with a body has; HEAD has it too (RFC 9110, section 9.3.2). */
    static void content(HttpServerRequest request, String contentType, Buffer body) {
        request.response()
                .headers()
                .set(HttpHeaders.CONTENT_TYPE, contentType)
                .set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    }

    /** Ends the answer. */
    static Future<Void> end(HttpServerRequest request, @Nullable Buffer body) {
        return body == null || request.method().equals(HttpMethod.HEAD)
                ? request.response().end()
                : request.response().end(body);
    }

    /** Writes the whole answer without ending it, so that nothing behind the request is taken up. */
    static Future<Void> writeOpen(HttpServerRequest request, Buffer body) {
        return request.method().equals(HttpMethod.HEAD)
                ? request.response().writeHead()
                : request.response().write(body);
    }
}
