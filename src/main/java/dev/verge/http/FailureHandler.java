package dev.verge.http;

import dev.verge.observation.Observation.RequestFailed;
import dev.verge.observation.Observer;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;

/** The only place that turns a failure into what is answered. */
final class FailureHandler {
    private final Observer observer;

    FailureHandler(Observer observer) {
        this.observer = observer;
    }

    /** What to answer; the cause of a server error is for the observer alone. */
    Problem problem(Exchange exchange, Throwable failure) {
        var problem =
                failure instanceof ProblemException known ? known.problem() : Problem.of(ProblemType.INTERNAL_ERROR);
        var cause = failure instanceof ProblemException ? failure.getCause() : failure;
        if (problem.status() >= 500 && cause != null) {
            observer.accept(new RequestFailed(exchange.trace(), exchange.operationId(), problem.status(), cause));
        }
        return problem;
    }
}
