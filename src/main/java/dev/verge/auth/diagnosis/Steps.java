package dev.verge.auth.diagnosis;

import dev.verge.auth.diagnosis.Step.Result;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.RefusalException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps so far, in the server's order. */
final class Steps {
    private final List<Step> steps = new ArrayList<>();

    /**
     * Runs a check and adds a step with its outcome.
     *
     * @return what the check found; null when it refused
     */
    <T> @Nullable T run(String name, String detail, Supplier<T> check) {
        try {
            T found = check.get();
            passed(name, detail);
            return found;
        } catch (RefusalException e) {
            refused(name, e.reason(), detail);
            return null;
        }
    }

    /** Runs a check that finds nothing but that all is well. */
    boolean check(String name, String detail, Runnable check) {
        return run(name, detail, () -> {
                    check.run();
                    return true;
                })
                != null;
    }

    void passed(String name, String detail) {
        steps.add(new Step(name, Result.PASSED, null, detail));
    }

    void refused(String name, Reason reason, String detail) {
        steps.add(new Step(name, Result.REFUSED, reason, detail));
    }

    void skipped(String detail, String... names) {
        for (String name : names) {
            steps.add(new Step(name, Result.SKIPPED, null, detail));
        }
    }

    /** Whether no step has refused. */
    boolean allPassed() {
        return refusals().isEmpty();
    }

    /** Why the token is refused; a server stops at the first. */
    List<Reason> refusals() {
        var reasons = new ArrayList<Reason>();
        for (Step step : steps) {
            if (step.reason() != null) {
                reasons.add(step.reason());
            }
        }
        return reasons;
    }

    List<Step> list() {
        return List.copyOf(steps);
    }
}
