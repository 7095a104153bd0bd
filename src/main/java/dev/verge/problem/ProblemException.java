package dev.verge.problem;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} to the one place that answers it. Has no stack trace: a refusal is not a fault. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.type().slug(), cause, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
