package dev.verge.endpoint.plan;

import dev.verge.auth.AccessRule;
import dev.verge.contract.Operation;
import dev.verge.contract.request.RequestValidator;
import dev.verge.database.ValueRefusedException;
import dev.verge.endpoint.OperationHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operation linked with all that answers it; immutable and shared by the event loops.
 *
 * @param operation the operation of the contract
 * @param validator checks its requests
 * @param access who may call; null when anyone may
 * @param deadline how long a request may take
 * @param rule the permission rule that the database decides; null without
 * @param work what answers it
 */
public record OperationPlan(
        Operation operation,
        RequestValidator validator,
        @Nullable AccessRule access,
        Duration deadline,
        @Nullable StatementPlan rule,
        Work work) {

    /** What to answer when PostgreSQL does not read a value of one of its statements as its type. */
    public RuntimeException refusal(ValueRefusedException refused) {
        StatementPlan statement = work instanceof SqlWork sql ? sql.statement() : null;
        return Stream.of(Optional.ofNullable(rule), Optional.ofNullable(statement))
                .flatMap(Optional::stream)
                .filter(plan -> plan.query() == refused.query())
                .findFirst()
                .<RuntimeException>map(plan -> plan.refusal(refused))
                .orElse(refused);
    }

    /** What answers an operation. */
    public sealed interface Work {}

    /**
     * A SQL statement.
     *
     * @param statement the operation's
     * @param scalar whether an answer of many rows is an array of values, not of objects
     * @param returnsRows whether the statement has result columns
     */
    public record SqlWork(StatementPlan statement, boolean scalar, boolean returnsRows) implements Work {}

    /** A handler in Java. */
    public record JavaWork(OperationHandler handler) implements Work {}
}
