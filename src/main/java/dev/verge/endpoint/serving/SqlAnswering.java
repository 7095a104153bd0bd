package dev.verge.endpoint.serving;

import dev.verge.auth.token.Caller;
import dev.verge.contract.Answer;
import dev.verge.contract.request.ValidRequest;
import dev.verge.database.Database;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.QueryResult;
import dev.verge.endpoint.EndpointResult;
import dev.verge.endpoint.plan.Binding;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** Answers an operation with the rows of its statement. */
final class SqlAnswering implements Answering {
    private final OperationPlan plan;
    private final OperationPlan.SqlWork work;
    private final Database database;

    SqlAnswering(OperationPlan plan, OperationPlan.SqlWork work, Database database) {
        this.plan = plan;
        this.work = work;
        this.database = database;
    }

    /** Every value is encoded before a connection is asked for. */
    @Override
    public Future<EndpointResult> answer(ValidRequest request, Caller caller, Duration left) {
        var binding = new Binding(request, caller);
        BoundStatement rule = plan.rule() == null ? null : binding.bind(plan.rule());
        BoundStatement statement = binding.bind(work.statement());
        binding.refuseAnyViolation();
        return database.execute(rule, statement, writes(), left).map(this::answer);
    }

    /** A lost connection leaves the outcome of anything but a GET unknown. */
    private boolean writes() {
        return !plan.operation().method().equals("GET");
    }

    private EndpointResult answer(QueryResult result) {
        Answer answer = plan.operation().answer();
        return switch (answer.shape()) {
            case ROWS -> rows(answer, result);
            case ROW -> row(answer, result);
            case NONE -> none(answer, result);
        };
    }

    private EndpointResult rows(Answer answer, QueryResult result) {
        Buffer body = Buffer.buffer();
        if (work.scalar()) {
            result.writeValues(body);
        } else {
            result.writeRows(body);
        }
        return new EndpointResult(answer.status(), answer.contentType(), body);
    }

    private EndpointResult row(Answer answer, QueryResult result) {
        requireOne(result);
        Buffer body = Buffer.buffer();
        result.writeRow(body);
        return new EndpointResult(answer.status(), answer.contentType(), body);
    }

    /** A statement that returns rows and found none had nothing to change: that is a 404, not a success. */
    private EndpointResult none(Answer answer, QueryResult result) {
        if (work.returnsRows() && result.rows() == 0) {
            throw Problem.of(ProblemType.NOT_FOUND).exception();
        }
        return new EndpointResult(answer.status(), null, null);
    }

    private void requireOne(QueryResult result) {
        if (result.rows() == 0) {
            throw Problem.of(ProblemType.NOT_FOUND).exception();
        }
        if (result.rows() > 1) {
            String name = plan.operation().operationId();
            throw new IllegalStateException(
                    name + ": the statement returned " + result.rows() + " rows (expected: at most one for an object)");
        }
    }
}
