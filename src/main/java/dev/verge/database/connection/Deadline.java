package dev.verge.database.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The time that one use of a connection has. Confined to one event loop. */
final class Deadline {
    private final Vertx vertx;
    private final Supplier<? extends Throwable> late;
    private final Promise<Session> passed = Promise.promise();
    private final long timer;
    private @Nullable Session running;

    /**
     * Starts the clock.
     *
     * @param late what the use fails with when the time is up
     */
    Deadline(Vertx vertx, Duration left, Supplier<? extends Throwable> late) {
        this.vertx = vertx;
        this.late = late;
        this.timer = vertx.setTimer(Math.max(1, left.toMillis()), ignored -> pass());
    }

    /** Fails when the time is up. */
    Future<?> passed() {
        return passed.future();
    }

    /** The same result, or the failure that the time is up, whichever comes first. */
    <T> Future<T> limit(Future<T> result) {
        Promise<T> first = Promise.promise();
        result.onComplete(outcome -> {
            vertx.cancelTimer(timer);
            if (outcome.succeeded()) {
                first.tryComplete(outcome.result());
            } else {
                first.tryFail(outcome.cause());
            }
        });
        passed.future().onFailure(first::tryFail);
        return first.future();
    }

    /** Runs something, if there is time left, and ends the session, its connection clean or closed. */
    <T> Future<T> use(Session session, Function<Session, Future<T>> work) {
        boolean inTime = !passed.future().isComplete();
        running = inTime ? session : null;
        return (inTime ? Future.succeededFuture(session) : passed.future())
                .compose(work)
                .eventually(() -> release(session));
    }

    /** Fails the result at once and cancels what runs. */
    private void pass() {
        passed.fail(late.get());
        if (running != null) {
            running.cancel();
        }
    }

    /** A cancellation may reach the server late, when another request would be using the connection: so none does. */
    private Future<Void> release(Session session) {
        vertx.cancelTimer(timer);
        boolean cancelled = running != null && passed.future().isComplete();
        running = null;
        return cancelled ? session.abort().eventually(session::end) : session.end();
    }
}
