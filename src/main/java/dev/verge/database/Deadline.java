package dev.verge.database;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The time that one use of a connection has, waiting for it included. Confined to one event loop. */
final class Deadline {
    static final String OUTCOME_UNKNOWN = "Whether the change was made is not known: look before repeating it.";

    private final BooleanSupplier outcomeUnknown;
    private final Promise<Void> passed = Promise.promise();
    private final Vertx vertx;
    private final long timer;
    private @Nullable SqlConnection running;

    /** Starts the clock. */
    Deadline(Vertx vertx, Duration left, BooleanSupplier outcomeUnknown) {
        this.vertx = vertx;
        this.outcomeUnknown = outcomeUnknown;
        this.timer = vertx.setTimer(Math.max(1, left.toMillis()), ignored -> pass());
    }

    /** Fails when the time is up. */
    Future<Void> passed() {
        return passed.future();
    }

    /** The same result, or the problem that the deadline passed first. */
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

    /** Runs something on a connection and gives the connection back, clean or closed. */
    <T> Future<T> use(SqlConnection connection, Function<SqlConnection, Future<T>> work) {
        if (passed.future().isComplete()) {
            return connection
                    .close()
                    .compose(closed -> Future.failedFuture(problem().exception()));
        }
        running = connection;
        return work.apply(connection).eventually(this::release);
    }

    /** Fails the result at once and cancels what runs. */
    private void pass() {
        passed.fail(problem().exception());
        if (running instanceof PgConnection connection) {
            connection.cancelRequest().onComplete(sent -> TextTypes.close(connection));
        }
    }

    /** A cancellation may reach the server late, when another request would be using the connection: so none does. */
    private Future<Void> release() {
        vertx.cancelTimer(timer);
        SqlConnection connection = Objects.requireNonNull(running);
        running = null;
        boolean broken = passed.future().isComplete() || !TextTypes.isOpen(connection);
        if (!broken) {
            return connection.close();
        }
        // The client may never answer for a connection that the server has ended: nobody waits for it.
        return TextTypes.close(connection)
                .compose(closed -> later())
                .compose(told -> later())
                .onComplete(told -> connection.close());
    }

    /**
     * The pool hears of the end of a connection two turns of the event loop after those who close it; until then it
     * would hand it out again.
     */
    private Future<Void> later() {
        Promise<Void> next = Promise.promise();
        vertx.runOnContext(next::complete);
        return next.future();
    }

    private Problem problem() {
        return outcomeUnknown.getAsBoolean()
                ? Problem.of(ProblemType.DEADLINE_EXCEEDED, OUTCOME_UNKNOWN)
                : Problem.of(ProblemType.DEADLINE_EXCEEDED);
    }
}
