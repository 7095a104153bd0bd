package dev.verge.endpoint.plan;

import dev.verge.auth.AccessRule;
import dev.verge.contract.Operation;
import dev.verge.contract.request.RequestValidator;
import dev.verge.database.ValueRefusedException;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.endpoint.OperationHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * @param replica whether a replica of the database may answer
 * @param session tells the database who calls; null when it is not told
 * @param rule fails unless the permission rule, which the database decides, permits; null without a rule
 * @param work what answers it
 */
public record OperationPlan(
        Operation operation,
        RequestValidator validator,
        @Nullable AccessRule access,
        Duration deadline,
        boolean exclusive,
        boolean replica,
        @Nullable SessionPlan session,
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
        var queries = new ArrayList<PreparedQuery>();
        if (session != null) {
            queries.add(session.query());
        }
        if (rule != null && !(work instanceof SqlWork sql && sql.guarded())) {
            queries.add(rule.query());
        }
        if (work instanceof SqlWork sql) {
            queries.addAll(sql.queries());
        }
        return queries.stream();
    }

    private Stream<StatementPlan> plans() {
        Stream<StatementPlan> statements = work instanceof SqlWork sql ? sql.plans() : Stream.of();
        return rule == null ? statements : Stream.concat(Stream.of(rule), statements);
    }

    /** What answers an operation. */
    public sealed interface Work {}

    /**
     * A SQL statement.
     *
     * @param statement the operation's
     * @param guarded whether the rule stands in it, so that none is to be run before it
     * @param returnsRows whether the statement has result columns
     * @param repetition how a request with a key is answered; null when keys mean nothing here
     */
    public record SqlWork(
            StatementPlan statement,
            boolean guarded,
            boolean returnsRows,
            @Nullable RepetitionPlan repetition) implements Work {
        private Stream<StatementPlan> plans() {
            return repetition == null ? Stream.of(statement) : Stream.of(statement, repetition.statement());
        }

        private List<PreparedQuery> queries() {
            return repetition == null
                    ? List.of(statement.query())
                    : List.of(
                            statement.query(),
                            repetition.claim(),
                            repetition.statement().query(),
                            repetition.replay());
        }
    }

    /** A handler in Java. */
    public record JavaWork(OperationHandler handler) implements Work {}
}
