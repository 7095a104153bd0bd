package dev.verge.endpoint.plan;

import dev.verge.auth.AccessRule;
import dev.verge.contract.Operation;
import dev.verge.contract.request.RequestValidator;
import dev.verge.database.ValueRefusedException;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.endpoint.OperationHandler;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operation linked with all that answers it; immutable and shared by the event loops.
 *
 * @param operation the operation of the contract
 * @param validator checks its requests
 * @param access who may call; null when anyone may
 * @param deadline how long a request may take
 * @param exclusive whether its statement runs on a connection of its own in any case
 * @param rule fails unless the permission rule, which the database decides, permits; null without a rule
 * @param work what answers it
 */
public record OperationPlan(
        Operation operation,
        RequestValidator validator,
        @Nullable AccessRule access,
        Duration deadline,
        boolean exclusive,
        @Nullable StatementPlan rule,
        Work work) {

    /** What to answer when PostgreSQL does not read a value of one of its statements as its type. */
    public RuntimeException refusal(ValueRefusedException refused) {
        return plans().filter(plan -> plan.query() == refused.query())
                .findFirst()
                .<RuntimeException>map(plan -> plan.refusal(refused))
                .orElse(refused);
    }

    /** What is to be prepared for it: the statements that its requests run. */
    public Stream<PreparedQuery> statements() {
        return work instanceof SqlWork sql && sql.guarded()
                ? Stream.of(sql.statement().query())
                : plans().map(StatementPlan::query);
    }

    private Stream<StatementPlan> plans() {
        Stream<StatementPlan> statement = work instanceof SqlWork sql ? Stream.of(sql.statement()) : Stream.of();
        return rule == null ? statement : Stream.concat(Stream.of(rule), statement);
    }

    /** What answers an operation. */
    public sealed interface Work {}

    /**
     * A SQL statement.
     *
     * @param statement the operation's
     * @param guarded whether the rule stands in it, so that none is to be run before it
     * @param returnsRows whether the statement has result columns
     */
    public record SqlWork(StatementPlan statement, boolean guarded, boolean returnsRows) implements Work {}

    /** A handler in Java. */
    public record JavaWork(OperationHandler handler) implements Work {}
}
