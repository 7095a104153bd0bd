package dev.verge.database;

import dev.verge.database.connection.Session;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.QueryResult;
import dev.verge.database.statement.SqlStates;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** One request on a connection of its own, and what is known about its outcome. Confined to one event loop. */
final class Execution {
    static final String OUTCOME_UNKNOWN = "Whether the change was made is not known: look before repeating it.";

    private final boolean write;
    private boolean inDoubt;
    private boolean over;

    /** @param write whether the statement may change something */
    Execution(boolean write) {
        this.write = write;
    }

    /** The deadline has passed: what still runs is not committed any more. */
    ProblemException late() {
        over = true;
        return doubtful(Problem.of(ProblemType.DEADLINE_EXCEEDED)).exception();
    }

    /** Runs a rule alone. */
    Future<Void> permit(Session session, BoundStatement rule) {
        return fresh(() -> query(session, rule).compose(rows -> permit(rule, rows)));
    }

    /** Runs a statement that has no rule. */
    Future<QueryResult> run(Session session, BoundStatement statement) {
        return fresh(() -> {
            inDoubt = write;
            return query(session, statement)
                    .map(rows -> statement.query().result(rows))
                    .onComplete(settled -> inDoubt = false);
        });
    }

    /** Runs a statement behind its rule. */
    Future<QueryResult> run(Session session, BoundStatement rule, BoundStatement statement) {
        return fresh(() -> command(session, "BEGIN", statement)
                .compose(begun -> query(session, rule))
                .compose(rows -> permit(rule, rows))
                .compose(permitted -> query(session, statement))
                .map(rows -> statement.query().result(rows))
                .compose(this::inTime)
                .recover(failure -> rollBack(session, failure))
                .compose(result -> commit(session, statement).map(result)));
    }

    /** Who was told that the time is up is not to find the change made afterwards. */
    private <T> Future<T> inTime(T result) {
        return over ? Future.failedFuture(late()) : Future.succeededFuture(result);
    }

    /** A plan that a change of the schema made useless has not run, and is made anew once. */
    private static <T> Future<T> fresh(Supplier<Future<T>> attempt) {
        return attempt.get().recover(failure -> {
            boolean stale = failure instanceof ProblemException && Session.isStale(failure.getCause());
            return stale ? attempt.get() : Future.failedFuture(failure);
        });
    }

    /** Denies whatever is not exactly one row with exactly one true. */
    private static Future<Void> permit(BoundStatement rule, RowSet<Row> rows) {
        boolean permitted = rule.query().isCondition()
                && rows.size() == 1
                && "t".equals(rows.iterator().next().getValue(0));
        return permitted ? Future.succeededFuture() : Future.failedFuture(new RuleRefusedException());
    }

    private Future<Void> commit(Session session, BoundStatement statement) {
        inDoubt = write;
        return command(session, "COMMIT", statement).onComplete(settled -> inDoubt = false);
    }

    /** A connection that cannot even roll back is closed, so that nobody gets it with a transaction open. */
    private static Future<QueryResult> rollBack(Session session, Throwable failure) {
        return session.command("ROLLBACK")
                .recover(broken -> session.abort())
                .transform(done -> Future.failedFuture(failure));
    }

    private Future<RowSet<Row>> query(Session session, BoundStatement bound) {
        return session.execute(bound.query().sql(), bound.values())
                .recover(failure -> Future.failedFuture(problem(bound, failure)))
                .map(rows -> same(bound.query(), rows));
    }

    /** Rows of other types than the plan was made for would be written as something else, even as broken JSON. */
    private RowSet<Row> same(PreparedQuery query, RowSet<Row> rows) {
        List<String> columns = Objects.requireNonNullElse(rows.columnsNames(), List.of());
        if (columns.equals(query.columns())) {
            return rows;
        }
        throw doubtful(Problem.of(ProblemType.INTERNAL_ERROR))
                .exception(new IllegalStateException("the schema has changed, a restart links anew: columns " + columns
                        + " (expected: " + query.columns() + ")"));
    }

    private Future<Void> command(Session session, String command, BoundStatement statement) {
        return session.command(command).recover(failure -> Future.failedFuture(problem(statement, failure)));
    }

    private RuntimeException problem(BoundStatement bound, Throwable failure) {
        if (failure instanceof PgException refusal && !isEnd(refusal)) {
            int parameter = RefusedParameter.of(refusal);
            return parameter > 0
                    ? new ValueRefusedException(bound.query(), parameter, refusal)
                    : bound.query().states().problem(refusal.getSqlState()).exception(refusal);
        }
        boolean lost =
                failure instanceof PgException || failure instanceof VertxException || failure instanceof IOException;
        return doubtful(lost ? SqlStates.unavailable() : Problem.of(ProblemType.INTERNAL_ERROR))
                .exception(failure);
    }

    private Problem doubtful(Problem problem) {
        return inDoubt ? problem.withDetail(OUTCOME_UNKNOWN) : problem;
    }

    /** The server went down; whether before or after the change, it does not say. */
    private static boolean isEnd(PgException refusal) {
        return refusal.getSqlState().startsWith("57P0");
    }
}
