package dev.verge.endpoint.serving;

import dev.verge.auth.token.Caller;
import dev.verge.contract.Answer;
import dev.verge.database.Database;
import dev.verge.database.LaneChoice;
import dev.verge.database.Transaction;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.QueryResult;
import dev.verge.endpoint.EndpointResult;
import dev.verge.endpoint.plan.Binding;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.endpoint.plan.RepetitionPlan;
import dev.verge.endpoint.plan.StatementPlan;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Answers an operation with the rows of its statement. */
final class SqlAnswering implements Answering {
    private static final String CHANGED = "The change was made, and its answer cannot be told.";

    private final OperationPlan plan;
    private final OperationPlan.SqlWork work;
    private final Database database;
    private final LaneChoice lane;
    private final boolean writes;

    SqlAnswering(OperationPlan plan, OperationPlan.SqlWork work, Database database, LaneChoice lane) {
        this.plan = plan;
        this.work = work;
        this.database = database;
        this.lane = lane;
        // A lost connection leaves the outcome of anything else unknown.
        this.writes = !plan.operation().method().equals("GET");
    }

    /** Every value is encoded before a connection is asked for. */
    @Override
    public Future<EndpointResult> answer(Admitted admitted) {
        return database.execute(transaction(admitted), lane, admitted.over(), admitted.trace())
                .map(this::answer);
    }

    private Transaction transaction(Admitted admitted) {
        Caller caller = admitted.caller();
        var binding = new Binding(admitted.request(), caller);
        StatementPlan check = work.guarded() ? null : plan.rule();
        BoundStatement rule = check == null ? null : binding.bind(check);
        RepetitionPlan repetition = work.repetition();
        RepetitionPlan.Key key = repetition == null ? null : key(admitted);
        BoundStatement statement = repetition == null || key == null
                ? binding.bind(work.statement())
                : binding.bind(repetition.statement(), key);
        binding.refuseAnyViolation();
        return new Transaction(
                plan.session() == null ? null : plan.session().bind(caller),
                rule,
                repetition == null || key == null ? null : repetition.bind(key),
                statement,
                writes,
                !writes || repetition != null);
    }

    private RepetitionPlan.@Nullable Key key(Admitted admitted) {
        String key = IdempotencyKey.of(admitted.head().headers());
        return key == null
                ? null
                : RepetitionPlan.Key.of(plan.operation().operationId(), admitted.caller(), key, admitted.request());
    }

    private EndpointResult answer(QueryResult result) {
        Answer answer = plan.operation().answer();
        return switch (answer.shape()) {
            case ROWS -> new EndpointResult(answer.status(), answer.contentType(), result.body());
            case ROW -> row(answer, result);
            case NONE -> none(answer, result);
        };
    }

    private EndpointResult row(Answer answer, QueryResult result) {
        if (result.rows() == 0) {
            throw Problem.of(ProblemType.NOT_FOUND).exception();
        }
        if (result.rows() > 1) {
            String name = plan.operation().operationId();
            var reason = new IllegalStateException(
                    name + ": the statement returned " + result.rows() + " rows (expected: at most one for an object)");
            throw writes ? Problem.of(ProblemType.INTERNAL_ERROR, CHANGED).exception(reason) : reason;
        }
        return new EndpointResult(answer.status(), answer.contentType(), result.body());
    }

    /** A statement that returns rows and found none had nothing to change: that is a 404, not a success. */
    private EndpointResult none(Answer answer, QueryResult result) {
        if (work.returnsRows() && result.rows() == 0) {
            throw Problem.of(ProblemType.NOT_FOUND).exception();
        }
        return new EndpointResult(answer.status(), null, null);
    }
}
