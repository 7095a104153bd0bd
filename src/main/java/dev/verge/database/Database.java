package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.connection.ExclusiveLane;
import dev.verge.database.connection.Session;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.QueryResult;
import dev.verge.database.statement.SqlStates;
import dev.verge.database.statement.StatementDescription;
import dev.verge.observation.Observer;
import dev.verge.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database as one event loop sees it: its connections, all of them on the loop that it was made on. */
public final class Database {
    private final ExclusiveLane lane;
    private final Duration patience;

    /**
     * Connects when first used; must be made and used on one event loop.
     *
     * @param connections how many connections this event loop may hold
     * @param queue how many requests may wait for one; more are refused at once
     */
    public Database(Vertx vertx, DatabaseSettings settings, int connections, int queue, Observer observer) {
        this.lane = new ExclusiveLane(vertx, settings, connections, queue, observer);
        this.patience = settings.connectTimeout();
    }

    /**
     * Asks PostgreSQL what it says about a statement, without running it. Fails with {@link StatementException} when it
     * does not prepare, with {@link DatabaseUnreachableException} when there is no connection or no answer.
     */
    public Future<StatementDescription> describe(String sql) {
        return lane.runWhenFree(patience, TimeoutException::new, session -> StatementDescriber.describe(session, sql))
                .recover(failure -> Future.failedFuture(
                        failure instanceof StatementException ? failure : DatabaseUnreachableException.of(failure)));
    }

    /**
     * Runs a statement, when there is a rule only if the rule's statement returns exactly one row with one true, both
     * in one transaction. Fails with {@link RuleRefusedException} when the rule refuses, else with a
     * {@link ProblemException}.
     *
     * @param write whether the statement may change something, so that a lost connection leaves its outcome unknown
     * @param left how much time is left, waiting for a connection included
     */
    public Future<QueryResult> execute(
            @Nullable BoundStatement rule, BoundStatement statement, boolean write, Duration left) {
        var execution = new Execution(write);
        return run(
                execution,
                left,
                session -> rule == null ? execution.run(session, statement) : execution.run(session, rule, statement));
    }

    /** Succeeds when a rule permits, fails as {@link #execute} does when not. */
    public Future<Void> permit(BoundStatement rule, Duration left) {
        var execution = new Execution(false);
        return run(execution, left, session -> execution.permit(session, rule));
    }

    /** Succeeds when the database answers in time; fails with {@link DatabaseUnreachableException}. */
    public Future<Void> ping() {
        return lane.run(patience, TimeoutException::new, session -> session.command("SELECT 1"))
                .recover(failure -> Future.failedFuture(DatabaseUnreachableException.of(failure)));
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return lane.close();
    }

    private <T> Future<T> run(Execution execution, Duration left, Function<Session, Future<T>> work) {
        return lane.run(left, execution::late, work)
                .recover(failure -> Future.failedFuture(
                        failure instanceof DatabaseUnreachableException
                                ? SqlStates.unavailable().exception(failure)
                                : failure));
    }
}
