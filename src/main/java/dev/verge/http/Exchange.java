package dev.verge.http;

import dev.verge.contract.Operation;
import dev.verge.contract.OperationExtension;
import dev.verge.endpoint.EndpointResult;
import dev.verge.http.connection.HeadTimer;
import dev.verge.http.limit.Quota;
import dev.verge.http.limit.RateLimits;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.observation.RequestTrace;
import dev.verge.observation.RequestTrace.Subject;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request and its one answer: of success, failure, deadline and a caller who hangs up, the first one counts. */
final class Exchange {
    /** What operators know as "client closed request"; never sent. */
    private static final int HUNG_UP = 499;

    /** So much of all that may be in hand may be requests that wait for room, so that others are not refused for them. */
    private static final int WAITING_SHARE = 8;

    private final HttpServerRequest request;
    private final LoopContext loop;
    private final FailureHandler failures;
    private final RequestTrace trace;
    private final RequestBody body;
    private final ResponseWriter response;
    private @Nullable String operationId;
    private Duration deadline = Duration.ZERO;
    private long timer = -1;
    private boolean decided;
    private boolean told;
    private boolean entered;
    private final Promise<Void> over = Promise.promise();

    private Exchange(HttpServerRequest request, LoopContext loop, FailureHandler failures) {
        this.request = request;
        this.loop = loop;
        this.failures = failures;
        this.trace = loop.begin(request);
        this.body = new RequestBody(request, loop);
        this.response = new ResponseWriter(request, body, loop, trace);
    }

    static Exchange begin(HttpServerRequest request, LoopContext loop, FailureHandler failures) {
        HeadTimer.of(request).headArrived();
        var exchange = new Exchange(request, loop, failures);
        request.response().closeHandler(closed -> exchange.closed());
        request.exceptionHandler(exchange::breakOff);
        request.response().exceptionHandler(exchange::breakOff);
        return exchange;
    }

    /** Takes a place among the requests in hand, or refuses before anything else is done. */
    void enter() {
        entered = loop.limits().concurrency().enter();
        if (!entered) {
            throw Problem.of(ProblemType.UNAVAILABLE, "Too many requests are in hand")
                    .withHeader("Retry-After", "1")
                    .exception();
        }
    }

    /** Tells the caller what is left, and refuses what is too much. */
    void count(@Nullable Quota quota) {
        if (quota == null) {
            return;
        }
        quota.tell(request.response().headers());
        if (!quota.allowed()) {
            throw Problem.of(ProblemType.TOO_MANY_REQUESTS, "More than the limit of the " + quota.name() + " allows")
                    .withHeader("Retry-After", Long.toString(quota.retry()))
                    .exception();
        }
    }

    /** Begins the time that the endpoint has for this request, measured from its arrival. */
    void serve(Operation operation, Duration deadline) {
        this.operationId = operation.operationId();
        OperationExtension extension = operation.extension();
        trace.about(new Subject(operation.path().template(), extension.allow(), extension.sql()));
        this.deadline = deadline;
        this.timer = loop.vertx().setTimer(Math.max(1, deadline.toMillis()), late -> deadlinePassed());
    }

    /** Completes when there is room for an answer as the operation usually gives; null when that is always so. */
    @Nullable
    Future<LargeAnswers.Turn> room(Operation operation) {
        LargeAnswers large = loop.large();
        return large.isLarge(operation.operationId())
                ? large.enter(
                        operation.operationId(),
                        response.copies(),
                        loop.limits().concurrency().now() / WAITING_SHARE,
                        left().dividedBy(2),
                        over())
                : null;
    }

    /** What is left of the deadline. */
    Duration left() {
        return deadline.minus(trace.age());
    }

    /** Completes when the deadline has passed, or the caller has hung up: nobody waits any more. */
    Future<Void> over() {
        return over.future();
    }

    void succeed(EndpointResult result) {
        if (operationId != null && result.body() != null) {
            loop.large().learn(operationId, result.body().length());
        }
        if (decide()) {
            tellWhenSent(response.write(result), result.status(), null);
        }
    }

    /** Answers which methods there are. */
    void allow(String methods) {
        if (decide()) {
            tellWhenSent(response.allow(methods), 204, null);
        }
    }

    void fail(Throwable failure) {
        if (decide()) {
            var problem = failures.problem(this, failure);
            tellWhenSent(
                    response.refuse(problem), problem.status(), problem.type().slug());
            body.giveUp(failure);
        }
    }

    /** Whether the answer was still open; from now on it is not. */
    private boolean decide() {
        boolean first = !decided;
        decided = true;
        return first;
    }

    private void deadlinePassed() {
        if (decided) {
            response.cutOff();
            return;
        }
        // A caller who has not sent the request yet is not told that it took long here.
        ProblemType late = body.arrives() ? ProblemType.REQUEST_TIMEOUT : ProblemType.DEADLINE_EXCEEDED;
        // Whoever works on it may know more about how far it is, and answers.
        over.tryComplete();
        if (!decided) {
            fail(Problem.of(late).exception());
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
        response.stopLingering();
        if (!decided) {
            hangUp();
        }
    }

    private void hangUp() {
        decided = true;
        over.tryComplete();
        leave(HUNG_UP);
        tell(HUNG_UP, RequestServed.CLIENT_CLOSED);
        body.giveUp(new ClosedChannelException());
    }

    private void tellWhenSent(Future<Void> sent, int status, @Nullable String slug) {
        leave(status);
        sent.onComplete(done -> tell(status, slug), broken -> hangUp());
    }

    /** Gives the place back before the answer is sent: callers who do not read must not fill all places. */
    private void leave(int status) {
        if (entered) {
            entered = false;
            loop.limits().concurrency().leave(trace.arrived(), trace.elapsed(), status);
        }
    }

    private void tell(int status, @Nullable String slug) {
        if (told) {
            return;
        }
        told = true;
        loop.vertx().cancelTimer(timer);
        loop.observer()
                .accept(new RequestServed(trace, request.method().name(), operationId, status, slug, trace.age()));
    }

    /** Whether an answer is being written, or nobody waits for one. */
    boolean decided() {
        return decided;
    }

    RateLimits rates() {
        return loop.limits().rates();
    }

    HttpServerRequest request() {
        return request;
    }

    RequestBody body() {
        return body;
    }

    RequestTrace trace() {
        return trace;
    }

    @Nullable
    String operationId() {
        return operationId;
    }
}
