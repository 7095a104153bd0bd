package dev.verge.endpoint;

import dev.verge.auth.Caller;
import dev.verge.contract.request.ValidRequest;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.type.PostgresType;
import dev.verge.database.type.ValueException;
import dev.verge.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * Encodes every value, before any connection is asked for.
     *
     * @throws ProblemException when a value cannot be what PostgreSQL takes it as
     */
    BoundStatement bind(ValidRequest request, Caller caller) {
        List<@Nullable String> values = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            try {
                values.add(input.type.encode(input.source.value(request, caller)));
            } catch (ValueException e) {
                throw input.source.refusal(e.pointer(), String.valueOf(e.getMessage()));
            }
        }
        return query.bind(values);
    }
}
