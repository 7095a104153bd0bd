package dev.verge.endpoint.link;

import dev.verge.contract.Operation;
import dev.verge.database.StatementDescriber;
import dev.verge.database.StatementException;
import dev.verge.database.statement.AnswerForm;
import dev.verge.database.statement.IdempotencySql;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.SqlStates;
import dev.verge.database.statement.StatementDescription;
import dev.verge.endpoint.plan.RepetitionPlan;
import dev.verge.endpoint.plan.StatementPlan;
import dev.verge.source.Mistakes;
import dev.verge.sql.SqlStatement;
import io.vertx.core.Future;
import java.util.Optional;

/** Makes what an operation with idempotency keys runs. */
final class RepetitionPlanner {
    private static final String NO_SUCH_TABLE = "42P01";

    private final StatementDescriber describer;
    private final Operation operation;
    private final Mistakes mistakes;

    RepetitionPlanner(StatementDescriber describer, Operation operation, Mistakes mistakes) {
        this.describer = describer;
        this.operation = operation;
        this.mistakes = mistakes;
    }

    /**
     * Empty when it cannot be made, which is a mistake.
     *
     * @param plain the statement as it is run without a key
     */
    Future<Optional<RepetitionPlan>> plan(
            SqlStatement statement,
            StatementPlan plain,
            StatementDescription description,
            AnswerForm form,
            SqlStates states) {
        String keeping = IdempotencySql.keeping(statement.as(IdempotencySql.named(description)), description);
        String replay = IdempotencySql.replay(description);
        return describer
                .describe(IdempotencySql.CLAIM)
                .compose(claim -> describer.describe(keeping).compose(kept -> describer
                        .describe(replay)
                        .map(replayed -> Optional.of(new RepetitionPlan(
                                PreparedQuery.of(IdempotencySql.CLAIM, claim, AnswerForm.NONE, states),
                                new StatementPlan(PreparedQuery.of(keeping, kept, form, states), plain.inputs()),
                                PreparedQuery.guarded(replay, replayed, form, states))))))
                .recover(failure -> {
                    if (!(failure instanceof StatementException refused)) {
                        return Future.failedFuture(failure);
                    }
                    mistakes.add(statement.location(), explain(refused));
                    return Future.succeededFuture(Optional.empty());
                });
    }

    private String explain(StatementException refused) {
        return refused.sqlState().equals(NO_SUCH_TABLE)
                ? operation.operationId() + " is idempotent, and there is no table " + IdempotencySql.TABLE
                        + " (expected: the one that verge.jar sql idempotency prints)"
                : operation.operationId() + " is idempotent, and its answer cannot be kept: " + refused.getMessage()
                        + " (" + refused.sqlState() + ")";
    }
}
