package dev.verge.endpoint.plan;

import dev.verge.database.ValueRefusedException;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.type.PostgresType;
import dev.verge.problem.ProblemException;
import java.util.List;

/**
 * A statement of the operator, ready to be bound: which value goes where, and as what.
 *
 * @param query the statement as PostgreSQL described it
 * @param inputs one for each of its parameters, in order
 */
public record StatementPlan(PreparedQuery query, List<Input> inputs) {

    /** Takes a copy. */
    public StatementPlan {
        inputs = List.copyOf(inputs);
    }

    /**
     * One input.
     *
     * @param source where its value comes from
     * @param type what PostgreSQL takes it as
     */
    public record Input(ValueSource source, PostgresType type) {}

    /** What to answer when PostgreSQL does not read a value of this statement as its type. */
    ProblemException refusal(ValueRefusedException refused) {
        Input input = inputs.get(refused.parameter() - 1);
        var violations = new Violations();
        violations.add(input.source, "", "is not of type " + input.type.name());
        return violations.exception();
    }
}
