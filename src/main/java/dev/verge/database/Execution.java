package dev.verge.database;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request's rule and statement on a connection of its own. Confined to one event loop. */
final class Execution {
    private static final String STALE_PLAN = "0A000";

    private final @Nullable BoundStatement rule;
    private final BoundStatement statement;
    private final boolean write;
    private boolean inDoubt;

    Execution(@Nullable BoundStatement rule, BoundStatement statement, boolean write) {
        this.rule = rule;
        this.statement = statement;
        this.write = write;
    }

    /** Whether a change may have been made that has not been confirmed. */
    boolean isOutcomeUnknown() {
        return inDoubt;
    }

    /** Runs; a plan that a change of the schema made useless has not run, and is made anew once. */
    Future<QueryResult> run(SqlConnection connection) {
        return attempt(connection).recover(failure -> {
            boolean stale = cause(failure) instanceof PgException refusal && STALE_PLAN.equals(refusal.getSqlState());
            return stale ? attempt(connection) : Future.failedFuture(failure);
        });
    }

    private Future<QueryResult> attempt(SqlConnection connection) {
        return rule == null ? runAlone(connection) : runUnderRule(connection, rule);
    }

    private Future<QueryResult> runAlone(SqlConnection connection) {
        inDoubt = write;
        return query(connection, statement)
                .map(rows -> new QueryResult(rows, statement.query().writer()))
                .onComplete(settled -> inDoubt = false);
    }

    private Future<QueryResult> runUnderRule(SqlConnection connection, BoundStatement rule) {
        return command(connection, "BEGIN")
                .compose(begun -> query(connection, rule))
                .compose(rows -> permit(rule, rows))
                .compose(permitted -> query(connection, statement))
                .map(rows -> new QueryResult(rows, statement.query().writer()))
                .recover(failure -> rollBack(connection, failure))
                .compose(result -> commit(connection).map(result));
    }

    /** Denies whatever is not exactly one row with exactly one true. */
    private static Future<Void> permit(BoundStatement rule, RowSet<Row> rows) {
        boolean permitted = rule.query().isCondition()
                && rows.size() == 1
                && "t".equals(rows.iterator().next().getValue(0));
        return permitted ? Future.succeededFuture() : Future.failedFuture(new RuleRefusedException());
    }

    private Future<Void> commit(SqlConnection connection) {
        inDoubt = write;
        return command(connection, "COMMIT").onComplete(settled -> inDoubt = false);
    }

    /** A connection that cannot even roll back is closed, so that nobody gets it with a transaction open. */
    private Future<QueryResult> rollBack(SqlConnection connection, Throwable failure) {
        return command(connection, "ROLLBACK")
                .onFailure(broken -> TextTypes.close(connection))
                .transform(done -> Future.failedFuture(failure));
    }

    private Future<RowSet<Row>> query(SqlConnection connection, BoundStatement bound) {
        TextTypes told = TextTypes.of(connection);
        told.ask(bound.query().sql());
        return connection
                .preparedQuery(bound.query().sql())
                .execute(bound.values())
                .onComplete(answered -> told.ask(""))
                .recover(failure -> Future.failedFuture(problem(bound, failure)))
                .map(rows -> same(bound.query(), told, rows));
    }

    /** Rows of other types than the plan was made for would be written as something else, even as broken JSON. */
    private RowSet<Row> same(PreparedQuery query, TextTypes told, RowSet<Row> rows) {
        List<TextTypes.Column> columns = told.columnsOf(query.sql());
        if (columns.equals(query.columns())) {
            return rows;
        }
        var changed = new IllegalStateException("the schema has changed, a restart links anew: columns " + columns
                + " (expected: " + query.columns() + ")");
        throw doubtful(ProblemType.INTERNAL_ERROR).exception(changed);
    }

    private Future<Void> command(SqlConnection connection, String command) {
        return connection
                .query(command)
                .execute()
                .recover(failure -> Future.failedFuture(problem(statement, failure)))
                .mapEmpty();
    }

    private ProblemException problem(BoundStatement bound, Throwable failure) {
        if (failure instanceof PgException refusal && !isEnd(refusal)) {
            return bound.query().states().problem(refusal.getSqlState()).exception(refusal);
        }
        boolean lost = failure instanceof PgException
                || failure instanceof VertxException
                || failure instanceof IOException;
        Problem problem = lost ? unavailable() : doubtful(ProblemType.INTERNAL_ERROR);
        return problem.exception(failure);
    }

    private Problem unavailable() {
        return doubtful(ProblemType.UNAVAILABLE).withHeader("Retry-After", "1");
    }

    private Problem doubtful(ProblemType type) {
        return inDoubt ? Problem.of(type, Deadline.OUTCOME_UNKNOWN) : Problem.of(type);
    }

    /** The server went down; whether before or after the change, it does not say. */
    private static boolean isEnd(PgException refusal) {
        return refusal.getSqlState().startsWith("57P0");
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure instanceof ProblemException problem ? problem.getCause() : failure;
    }
}
