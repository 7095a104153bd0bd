package dev.verge.endpoint.plan;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import dev.verge.problem.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Values that the types of a statement's parameters do not hold. */
final class Violations {
    private final Set<Violation> ofRequest = new LinkedHashSet<>();
    private boolean ofCaller;

    void add(ValueSource source, String below, String detail) {
        Violation violation = source.violation(below, detail);
        if (violation == null) {
            ofCaller = true;
        } else {
            ofRequest.add(violation);
        }
    }

    boolean isEmpty() {
        return ofRequest.isEmpty() && !ofCaller;
    }

    /** The token holds, but the data knows no such caller: deny. */
    ProblemException exception() {
        return (ofCaller ? Problem.of(ProblemType.FORBIDDEN) : Problem.invalid(List.copyOf(ofRequest))).exception();
    }
}
