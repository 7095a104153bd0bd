package dev.verge.http;

import dev.verge.endpoint.EndpointResult;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request and its one answer: of success, failure, deadline and a caller who hangs up, the first one counts. */
final class Exchange {
    /** What operators know as "client closed request"; never sent. */
    private static final int HUNG_UP = 499;
    /** How long a connection stays open behind a refusal, so that a caller who is still sending can read it. */
    private static final long LINGER_MILLIS = 3_000;

    private final HttpServerRequest request;
    private final LoopContext loop;
    private final FailureHandler failures;
    private final String requestId;
    private final long arrived;
    private final RequestBody body;
    private @Nullable String operationId;
    private Duration deadline = Duration.ZERO;
    private long timer = -1;
    private boolean decided;
    private boolean told;

    private Exchange(HttpServerRequest request, LoopContext loop, FailureHandler failures) {
        this.request = request;
        this.loop = loop;
        this.failures = failures;
        this.requestId = loop.requestIds().acceptOrCreate(request.getHeader(RequestIds.HEADER));
        this.arrived = loop.nanoTime().getAsLong();
        this.body = new RequestBody(request, loop);
    }

    static Exchange begin(HttpServerRequest request, LoopContext loop, FailureHandler failures) {
        HeadTimer.of(request).headArrived();
        var exchange = new Exchange(request, loop, failures);
        request.response().closeHandler(closed -> exchange.closed());
        request.exceptionHandler(exchange::breakOff);
        request.response().exceptionHandler(exchange::breakOff);
        return exchange;
    }

    /** Begins the time that the endpoint has for this request, measured from its arrival. */
    void serve(String operationId, Duration deadline) {
        this.operationId = operationId;
        this.deadline = deadline;
        this.timer = loop.vertx().setTimer(Math.max(1, deadline.toMillis()), late -> deadlinePassed());
    }

    void succeed(EndpointResult result) {
        if (decided) {
            return;
        }
        decided = true;
        ResponseWriter.head(request, result.status(), requestId);
        result.headers().forEach(request.response().headers()::set);
        if (result.body() != null && result.contentType() != null) {
            ResponseWriter.content(request, result.contentType(), result.body());
        }
        end(result.body(), result.status(), null);
    }

    void fail(Throwable failure) {
        if (!decided) {
            decided = true;
            failures.answer(this, failure);
        }
    }

    /** Answers which methods there are. */
    void allow(String methods) {
        request.response().headers().set(HttpHeaders.ALLOW, methods);
        succeed(new EndpointResult(204, null, null));
    }

    /** Writes a problem document. */
    void refuse(Problem problem) {
        var document = ProblemDocument.of(problem, requestId);
        ResponseWriter.head(request, problem.status(), requestId);
        problem.headers().forEach(request.response().headers()::set);
        ResponseWriter.content(request, ProblemDocument.CONTENT_TYPE, document);
        if (body.ended() && !RequestFraming.broken(request)) {
            end(document, problem.status(), problem);
        } else if (http2() || body.shortRest()) {
            end(document, problem.status(), problem);
            body.discard(() -> HeadTimer.of(request).headExpected());
            loop.vertx().setTimer(LINGER_MILLIS, late -> closeUnlessRead());
        } else {
            lastWords(document, problem);
        }
    }

    /** Gives up an answer that has begun. */
    void abandon(Problem problem) {
        tell(problem.status(), problem.type().slug());
        close();
    }

    private void end(@Nullable Buffer content, int status, @Nullable Problem problem) {
        announceClose(loop.draining());
        if (body.ended()) {
            HeadTimer.of(request).headExpected();
        }
        var slug = problem == null ? null : problem.type().slug();
        ResponseWriter.end(request, content).onComplete(sent -> tell(status, slug), broken -> hangUp());
    }

    /** Answers, reads on for a while what the caller still sends, and closes: a reset would destroy the answer. */
    private void lastWords(Buffer document, Problem problem) {
        announceClose(true);
        ResponseWriter.writeOpen(request, document)
                .onComplete(sent -> tell(problem.status(), problem.type().slug()), broken -> hangUp());
        HeadTimer.of(request).flush();
        loop.vertx().setTimer(LINGER_MILLIS, late -> close());
        if (!body.ended()) {
            body.discard(this::close);
        }
    }

    private void announceClose(boolean closing) {
        if (closing && !http2()) {
            request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private void deadlinePassed() {
        if (decided) {
            close();
        } else {
            fail(Problem.of(ProblemType.DEADLINE_EXCEEDED).exception());
        }
    }

    /** The request ended before its end: the caller went away, or the body's framing is wrong. */
    private void breakOff(Throwable cause) {
        if (cause instanceof HttpClosedException
                || cause instanceof StreamResetException
                || cause instanceof IOException) {
            hangUp();
        } else {
            fail(Problem.of(ProblemType.MALFORMED_REQUEST, "The body is not well-formed")
                    .exception());
        }
    }

    /** The end of every HTTP/2 stream; only without an answer it is the caller who ended it. */
    private void closed() {
        if (!decided) {
            hangUp();
        }
    }

    private void hangUp() {
        decided = true;
        tell(HUNG_UP, "client-closed");
    }

    private void closeUnlessRead() {
        if (!body.ended()) {
            close();
        }
    }

    private void close() {
        if (http2()) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }

    private void tell(int status, @Nullable String slug) {
        if (told) {
            return;
        }
        told = true;
        loop.vertx().cancelTimer(timer);
        loop.observer()
                .accept(new RequestServed(requestId, request.method().name(), operationId, status, slug, elapsed()));
    }

    private Duration elapsed() {
        return Duration.ofNanos(loop.nanoTime().getAsLong() - arrived);
    }

    /** What is left of the deadline. */
    Duration left() {
        return deadline.minus(elapsed());
    }

    private boolean http2() {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** Whether an answer is being written, or nobody waits for one. */
    boolean decided() {
        return decided;
    }

    HttpServerRequest request() {
        return request;
    }

    RequestBody body() {
        return body;
    }

    String requestId() {
        return requestId;
    }

    @Nullable
    String operationId() {
        return operationId;
    }
}
