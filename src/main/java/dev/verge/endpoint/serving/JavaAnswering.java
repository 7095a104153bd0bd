package dev.verge.endpoint.serving;

import dev.verge.contract.Answer;
import dev.verge.contract.request.ValidRequest;
import dev.verge.database.Database;
import dev.verge.database.LaneChoice;
import dev.verge.database.Transaction;
import dev.verge.database.statement.BoundStatement;
import dev.verge.endpoint.EndpointResult;
import dev.verge.endpoint.OperationHandler;
import dev.verge.endpoint.OperationRequest;
import dev.verge.endpoint.plan.Binding;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Answers an operation with what its Java handler returns. */
final class JavaAnswering implements Answering {
    private final OperationPlan plan;
    private final OperationHandler handler;
    private final Database database;
    private final LaneChoice lane;

    JavaAnswering(OperationPlan plan, OperationPlan.JavaWork work, Database database, LaneChoice lane) {
        this.plan = plan;
        this.handler = work.handler();
        this.database = database;
        this.lane = lane;
    }

    @Override
    public Future<EndpointResult> answer(Admitted admitted) {
        ValidRequest request = admitted.request();
        return allowed(admitted)
                .compose(ignored -> handler.handle(new OperationRequest(
                        admitted.caller(),
                        request.parameters(),
                        request.body(),
                        admitted.left(),
                        admitted.trace().onward())))
                .map(this::answer);
    }

    private Future<Void> allowed(Admitted admitted) {
        if (plan.rule() == null) {
            return Future.succeededFuture();
        }
        var binding = new Binding(admitted.request(), admitted.caller());
        BoundStatement rule = binding.bind(plan.rule());
        binding.refuseAnyViolation();
        BoundStatement session = plan.session() == null ? null : plan.session().bind(admitted.caller());
        var transaction = new Transaction(session, rule, null, rule, false, true);
        return database.execute(transaction, lane, admitted.over(), admitted.trace())
                .mapEmpty();
    }

    private EndpointResult answer(@Nullable Object value) {
        Answer answer = plan.operation().answer();
        boolean fits =
                switch (answer.shape()) {
                    case ROWS -> value instanceof JsonArray;
                    case ROW -> value == null || value instanceof JsonObject;
                    case NONE -> value == null;
                };
        if (!fits) {
            throw new IllegalStateException(plan.operation().operationId() + ": the handler answered "
                    + (value == null ? "null" : value.getClass().getSimpleName()) + " (expected: "
                    + answer.shape().name() + ")");
        }
        if (answer.shape() == Answer.Shape.ROW && value == null) {
            throw Problem.of(ProblemType.NOT_FOUND).exception();
        }
        Buffer body = value == null ? null : Json.encodeToBuffer(value);
        return new EndpointResult(answer.status(), answer.contentType(), body);
    }
}
