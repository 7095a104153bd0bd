package dev.verge.endpoint.serving;

import dev.verge.auth.token.Caller;
import dev.verge.contract.Answer;
import dev.verge.contract.request.ValidRequest;
import dev.verge.database.Database;
import dev.verge.database.LaneChoice;
import dev.verge.database.Transaction;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.QueryResult;
import dev.verge.endpoint.EndpointResult;
import dev.verge.endpoint.plan.Binding;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.endpoint.plan.StatementPlan;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import java.time.Duration;

/** Answers an operation with the rows of its statement. */
final class SqlAnswering implements Answering {
    private final OperationPlan plan;
    private final OperationPlan.SqlWork work;
    private final Database database;
    private final LaneChoice lane;

    SqlAnswering(OperationPlan plan, OperationPlan.SqlWork work, Database database, LaneChoice lane) {
        this.plan = plan;
        this.work = work;
        this.database = database;
        this.lane = lane;
    }

    /** Every value is encoded before a connection is asked for. */
    @Override
    public Future<EndpointResult> answer(ValidRequest request, Caller caller, Duration left, Future<?> over) {
        var binding = new Binding(request, caller);
        StatementPlan check = work.guarded() ? null : plan.rule();
        BoundStatement rule = check == null ? null : binding.bind(check);
        BoundStatement statement = binding.bind(work.statement());
        binding.refuseAnyViolation();
        var transaction = new Transaction(rule, statement, writes(), false);
        return database.execute(transaction, lane, over).map(this::answer);
    }

    /** A lost connection leaves the outcome of anything but a GET unknown. */
    private boolean writes() {
        return !plan.operation().method().equals("GET");
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
            throw new IllegalStateException(
                    name + ": the statement returned " + result.rows() + " rows (expected: at most one for an object)");
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
