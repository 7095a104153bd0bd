package dev.verge.endpoint;

import dev.verge.auth.AccessRule;
import dev.verge.contract.Operation;
import dev.verge.contract.request.RequestValidator;
import dev.verge.endpoint.binding.StatementPlan;
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

    /** Each of its statements. */
    Stream<StatementPlan> statements() {
        return Stream.of(Optional.ofNullable(rule), work.sql()).flatMap(Optional::stream);
    }

    /** What answers an operation. */
    public sealed interface Work {
        /** The operation's statement; empty when it has none. */
        Optional<StatementPlan> sql();
    }

    /**
     * A SQL statement.
     *
     * @param statement the operation's
     * @param scalar whether an answer of many rows is an array of values, not of objects
     * @param returnsRows whether the statement has result columns
     */
    public record SqlWork(StatementPlan statement, boolean scalar, boolean returnsRows) implements Work {
        @Override
        public Optional<StatementPlan> sql() {
            return Optional.of(statement);
        }
    }

    /** A handler in Java. */
    public record JavaWork(OperationHandler handler) implements Work {
        @Override
        public Optional<StatementPlan> sql() {
            return Optional.empty();
        }
    }
}
