package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database as one event loop sees it: its connections, all of them on the loop that it was made on. */
public final class Database {
    private final Vertx vertx;
    private final Pool pool;
    private final Turns turns;
    private final Observer observer;
    private final Duration patience;
    private boolean reachable = true;

    /**
     * Connects when first used; must be made and used on one event loop.
     *
     * @param connections how many connections this event loop may hold
     * @param queue how many requests may wait for one; more are refused at once
     */
    public Database(Vertx vertx, DatabaseSettings settings, int connections, int queue, Observer observer) {
        this.vertx = vertx;
        this.observer = observer;
        this.patience = settings.connectTimeout();
        this.turns = new Turns(connections, queue);
        this.pool = PgBuilder.pool()
                .with(ConnectOptions.pool(connections))
                .with(ConnectOptions.transport(settings))
                .connectingTo(ConnectOptions.connect(settings))
                .withConnectHandler(Database::open)
                .using(vertx)
                .build();
    }

    /**
     * Asks PostgreSQL what it says about a statement, without running it. Fails with {@link StatementException} when it
     * does not prepare, with {@link DatabaseUnreachableException} when there is no connection.
     */
    public Future<StatementDescription> describe(String sql) {
        return connected(Future.succeededFuture(), connection -> Describer.describe(connection, sql)
                        .eventually(connection::close))
                .recover(failure -> Future.failedFuture(
                        failure instanceof StatementException ? failure : Unreachable.exception(failure)));
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
        var execution = new Execution(rule, statement, write);
        var deadline = new Deadline(vertx, left, execution::isOutcomeUnknown);
        return deadline.limit(connected(deadline.passed(), connection -> deadline.use(connection, execution::run))
                .recover(Database::unavailable));
    }

    /** Succeeds when the database answers in time; fails with {@link DatabaseUnreachableException}. */
    public Future<Void> ping() {
        var deadline = new Deadline(vertx, patience, () -> false);
        return deadline.limit(connected(deadline.passed(), connection -> deadline.use(connection, Database::ask)))
                .recover(failure -> Future.failedFuture(Unreachable.exception(failure)));
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return pool.close();
    }

    private static void open(SqlConnection connection) {
        TextTypes.install(connection);
        connection.close();
    }

    private static Future<Void> ask(SqlConnection connection) {
        return connection.query("SELECT 1").execute().mapEmpty();
    }

    /** Uses a connection, which the work gives back, when it is this use's turn. */
    private <T> Future<T> connected(Future<?> givenUp, Function<SqlConnection, Future<T>> work) {
        return turns.take(givenUp).compose(taken -> connection().compose(work).onComplete(done -> turns.giveBack()));
    }

    private Future<SqlConnection> connection() {
        return pool.getConnection().onSuccess(opened -> reached()).onFailure(this::missed);
    }

    private void reached() {
        if (!reachable) {
            reachable = true;
            observer.accept(new Observation.DatabaseReachable());
        }
    }

    private void missed(Throwable failure) {
        if (reachable) {
            reachable = false;
            observer.accept(new Observation.DatabaseUnreachable(
                    String.valueOf(Unreachable.exception(failure).getMessage())));
        }
    }

    /** Whatever is not a problem or a refusal yet kept the work from a connection. */
    private static <T> Future<T> unavailable(Throwable failure) {
        boolean known = failure instanceof ProblemException || failure instanceof RuleRefusedException;
        return Future.failedFuture(
                known
                        ? failure
                        : Problem.of(ProblemType.UNAVAILABLE)
                                .withHeader("Retry-After", "1")
                                .exception(failure));
    }
}
