package dev.verge.http;

import dev.verge.observation.Observation.RequestFailed;
import dev.verge.observation.Observer;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;

/** The only place that turns a failure into an answer. */
final class FailureHandler {
    private final Observer observer;

    FailureHandler(Observer observer) {
        this.observer = observer;
    }

    /** Answers with a problem document, or ends the connection when another answer has begun. */
    void answer(Exchange exchange, Throwable failure) {
        var problem = problem(failure);
        if (problem.status() >= 500) {
            tell(exchange, failure);
        }
        if (exchange.request().response().headWritten()) {
            exchange.abandon(problem);
        } else {
            exchange.refuse(problem);
        }
    }

    private static Problem problem(Throwable failure) {
        return failure instanceof ProblemException known ? known.problem() : Problem.of(ProblemType.INTERNAL_ERROR);
    }

    private void tell(Exchange exchange, Throwable failure) {
        var cause = failure instanceof ProblemException ? failure.getCause() : failure;
        if (cause != null) {
            observer.accept(new RequestFailed(exchange.requestId(), exchange.operationId(), cause));
        }
    }
}
