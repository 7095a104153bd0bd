package dev.verge.endpoint.link;

import dev.verge.contract.Operation;
import dev.verge.database.StatementDescriber;
import dev.verge.database.StatementException;
import dev.verge.database.statement.GuardedSql;
import dev.verge.endpoint.link.Draft.DraftStatement;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;

/** Whether an operation can be answered by a replica, which changes nothing. */
final class ReplicaReads {
    private final StatementDescriber describer;
    private final Mistakes mistakes;

    ReplicaReads(StatementDescriber describer, Mistakes mistakes) {
        this.describer = describer;
        this.mistakes = mistakes;
    }

    /** Adds a mistake when the operation asks for it and cannot. */
    Future<Void> check(Draft draft) {
        Operation operation = draft.operation();
        if (!operation.extension().execution().replica()) {
            return Future.succeededFuture();
        }
        if (draft.handler() != null) {
            mistakes.add(
                    operation.location(),
                    "read: " + operation.operationId() + " is answered in Java (expected: a SQL file, or primary)");
        }
        DraftStatement statement = draft.statement();
        // The contract's own mistake when it is no GET.
        return statement == null || !operation.method().equals("GET")
                ? Future.succeededFuture()
                : describer
                        .describe(GuardedSql.reading(statement.sql().text()))
                        .<Void>mapEmpty()
                        .recover(failure -> refused(failure, operation, statement));
    }

    private Future<Void> refused(Throwable failure, Operation operation, DraftStatement statement) {
        if (!(failure instanceof StatementException)) {
            return Future.failedFuture(failure);
        }
        mistakes.add(
                statement.sql().location(),
                "changes something, and " + operation.operationId()
                        + " reads from a replica (expected: a query that changes nothing, or x-verge.read: primary)");
        return Future.succeededFuture();
    }
}
