package dev.verge.http;

import dev.verge.endpoint.EndpointResult;
import dev.verge.http.connection.BrokenHead;
import dev.verge.http.connection.HeadTimer;
import dev.verge.http.connection.Http2Guard;
import dev.verge.observation.RequestTrace;
import dev.verge.observation.TraceContext;
import dev.verge.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** Writes the answer to one request, and decides what becomes of the connection behind it. */
final class ResponseWriter implements UnreadAnswers.Answer {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.HEADER);
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF_VALUE = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence TRACE_RESPONSE = HttpHeaders.createOptimized("traceresponse");
    private static final CharSequence SERVER_TIMING = HttpHeaders.createOptimized("Server-Timing");
    /** How long a connection stays open behind a refusal, so that a caller who is still sending can read it. */
    private static final long LINGER_MILLIS = 3_000;
    /** Records of TLS wait in buffers of more than twice their length. */
    private static final int TLS_SHARE = 3;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RequestBody body;
    private final LoopContext loop;
    private final RequestTrace trace;
    private long lingering = -1;

    ResponseWriter(HttpServerRequest request, RequestBody body, LoopContext loop, RequestTrace trace) {
        this.request = request;
        this.response = request.response();
        this.body = body;
        this.loop = loop;
        this.trace = trace;
    }

    /** Writes what an endpoint answers. */
    Future<Void> write(EndpointResult result) {
        head(result.status());
        result.headers().forEach(response.headers()::set);
        if (result.body() != null && result.contentType() != null) {
            content(result.contentType(), result.body());
        }
        return end(result.body());
    }

    /** Writes which methods there are. */
    Future<Void> allow(String methods) {
        head(204);
        response.headers().set(HttpHeaders.ALLOW, methods);
        return end(null);
    }

    /** Writes a problem document. A request that has not arrived whole by now is read to its end, or cut off. */
    Future<Void> refuse(Problem problem) {
        var document = ProblemDocument.of(problem, trace.requestId());
        head(problem.status());
        problem.headers().forEach(response.headers()::set);
        content(ProblemDocument.CONTENT_TYPE, document);
        if (BrokenHead.in(request)) {
            return writeLastWords(document);
        }
        if (body.ended()) {
            return end(document);
        }
        if (http2() || body.shortRest()) {
            var sent = end(document);
            skipRest();
            return sent;
        }
        return writeLastWords(document);
    }

    /** Sets what every answer has. */
    private void head(int status) {
        response.setStatusCode(status);
        response.headers()
                .set(REQUEST_ID, trace.requestId())
                .set(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .set(NO_SNIFF, NO_SNIFF_VALUE);
        TraceContext own = trace.own();
        if (own != null) {
            response.headers().set(TRACE_RESPONSE, own.traceparent());
        }
        if (loop.showsTiming()) {
            response.headers().set(SERVER_TIMING, ServerTiming.of(trace));
        }
    }

    /** Sets what an answer with a body has; HEAD has it too (RFC 9110, section 9.3.2). */
    private void content(String contentType, Buffer content) {
        response.headers()
                .set(HttpHeaders.CONTENT_TYPE, contentType)
                .set(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length()));
    }

    private Future<Void> end(@Nullable Buffer content) {
        announceClose(loop.draining());
        if (body.ended()) {
            HeadTimer.of(request).headExpected();
        }
        return watch(content == null || isHead() ? response.end() : response.end(content), content);
    }

    private Future<Void> watch(Future<Void> sent, @Nullable Buffer content) {
        if (sent.isComplete()) {
            return sent;
        }
        long length = content == null ? 0 : content.length();
        loop.unread().add(this, copies() * length);
        return sent.andThen(done -> loop.unread().remove(this));
    }

    /** How many times an answer is in memory while it is sent. */
    int copies() {
        return request.isSSL() ? TLS_SHARE : 1;
    }

    private void skipRest() {
        linger();
        body.discard(() -> {
            stopLingering();
            HeadTimer.of(request).headExpected();
        });
    }

    private void linger() {
        lingering = loop.vertx().setTimer(LINGER_MILLIS, late -> close());
    }

    /** Nobody is there any more, or all has come: whoever is refused often must not be remembered for long. */
    void stopLingering() {
        loop.vertx().cancelTimer(lingering);
    }

    /**
     * Writes the answer without ending it, so that nothing behind the request is taken up. Reads on for a while what the
     * caller still sends, then closes: a reset would destroy the answer.
     */
    private Future<Void> writeLastWords(Buffer content) {
        announceClose(true);
        var sent = isHead() ? response.writeHead() : response.write(content);
        HeadTimer.of(request).flush();
        linger();
        if (!body.ended()) {
            body.discard(this::close);
        }
        return watch(sent, content);
    }

    private void announceClose(boolean closing) {
        if (closing && !http2()) {
            response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** Ends the stream, or the connection where that is one. */
    void close() {
        if (http2()) {
            response.reset();
        } else {
            request.connection().close();
        }
    }

    /** Drops what the caller has not read: one who reads nothing would not let the connection end. */
    @Override
    public void cutOff() {
        if (http2()) {
            Http2Guard.reset(request);
        } else {
            HeadTimer.of(request).close();
        }
    }

    private boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    private boolean http2() {
        return request.version() == HttpVersion.HTTP_2;
    }
}
