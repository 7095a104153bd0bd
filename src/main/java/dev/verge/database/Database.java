package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.observation.Observer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The database as one event loop sees it: its connections, all of them on the loop that it was made on. */
public final class Database {

    /**
     * Connects lazily; must be called on the event loop that will use it.
     *
     * @param connections how many connections this event loop may hold
     * @param queue how many requests may wait for one; more are refused at once
     */
    public Database(Vertx vertx, DatabaseSettings settings, int connections, int queue, Observer observer) {}

    /**
     * Asks PostgreSQL what it says about a statement, without running it. Fails with {@link StatementException} when it
     * does not prepare, with {@link DatabaseUnreachableException} when there is no connection.
     */
    public Future<StatementDescription> describe(String sql) {
        return Future.failedFuture(new UnsupportedOperationException("being written"));
    }

    /**
     * Runs a statement, when there is a rule only if the rule's statement returns exactly one row with one true, both
     * in one transaction. Fails with {@link RuleRefusedException} when the rule refuses, else with a
     * {@link dev.verge.problem.ProblemException}.
     *
     * @param write whether the statement may change something, so that a lost connection leaves its outcome unknown
     * @param left how much time is left, waiting for a connection included
     */
    public Future<QueryResult> execute(
            @Nullable BoundStatement rule, BoundStatement statement, boolean write, Duration left) {
        return Future.failedFuture(new UnsupportedOperationException("being written"));
    }

    /** Succeeds when the database answers; fails with {@link DatabaseUnreachableException}. */
    public Future<Void> ping() {
        return Future.failedFuture(new UnsupportedOperationException("being written"));
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
