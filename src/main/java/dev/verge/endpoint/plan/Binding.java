package dev.verge.endpoint.plan;

import dev.verge.auth.token.Caller;
import dev.verge.contract.request.ValidRequest;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.type.ValueException;
import dev.verge.endpoint.plan.StatementPlan.Input;
import dev.verge.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes the values of one request for its statements, before any connection is asked for. */
public final class Binding {
    private final ValidRequest request;
    private final Caller caller;
    private final Violations violations = new Violations();

    /** Takes where the values come from. */
    public Binding(ValidRequest request, Caller caller) {
        this.request = request;
        this.caller = caller;
    }

    /** A statement with its values; not to be run before {@link #refuseAnyViolation}. */
    public BoundStatement bind(StatementPlan plan) {
        List<@Nullable String> values = new ArrayList<>(plan.inputs().size());
        for (Input input : plan.inputs()) {
            values.add(encode(input));
        }
        return plan.query().bind(values);
    }

    /** The same for a statement that keeps its answer with a key. */
    public BoundStatement bind(StatementPlan plan, RepetitionPlan.Key key) {
        List<@Nullable String> values =
                new ArrayList<>(plan.inputs().size() + key.values().size());
        for (Input input : plan.inputs()) {
            values.add(encode(input));
        }
        values.addAll(key.values());
        return plan.query().bind(values);
    }

    /**
     * Refuses the request if any value cannot be what PostgreSQL takes it as, in one answer for all of them.
     *
     * @throws ProblemException if so
     */
    public void refuseAnyViolation() {
        if (!violations.isEmpty()) {
            throw violations.exception();
        }
    }

    private @Nullable String encode(Input input) {
        try {
            return input.type().encode(input.source().value(request, caller));
        } catch (ValueException e) {
            violations.add(input.source(), e.pointer(), String.valueOf(e.getMessage()));
            return null;
        }
    }
}
