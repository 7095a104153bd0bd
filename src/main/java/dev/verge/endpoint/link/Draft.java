package dev.verge.endpoint.link;

import dev.verge.contract.Operation;
import dev.verge.endpoint.OperationHandler;
import dev.verge.endpoint.plan.ValueSource;
import dev.verge.sql.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation linked as far as text goes; what is missing is a mistake, and the rest can be looked at all the same.
 *
 * @param operation the operation
 * @param handler the Java handler that claims it; null for SQL
 * @param statement its statement; null for a handler, and when it is missing
 * @param rule its permission rule; null without, and when it is missing
 */
public record Draft(
        Operation operation,
        @Nullable OperationHandler handler,
        @Nullable DraftStatement statement,
        @Nullable DraftStatement rule) {

    /**
     * A statement whose inputs are known and whose types are not yet.
     *
     * @param sql the statement
     * @param sources where its inputs' values come from, in number order
     */
    public record DraftStatement(SqlStatement sql, List<ValueSource> sources) {

        /** Takes a copy. */
        public DraftStatement {
            sources = List.copyOf(sources);
        }
    }
}
