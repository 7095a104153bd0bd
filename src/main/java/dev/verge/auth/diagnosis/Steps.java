package dev.verge.auth.diagnosis;

import dev.verge.auth.diagnosis.Step.Result;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.RefusalException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps so far, in the server's order. */
final class Steps {
    private final List<Step> steps = new ArrayList<>();

    /** Runs a check that throws when it refuses, and adds a step with its outcome. */
    void check(String name, String detail, Runnable check) {
        try {
            check.run();
            passed(name, detail);
        } catch (RuntimeException e) {
            refused(name, reason(e), detail);
        }
    }

    /** Why a check refuses; what is not expected refuses too, as it does on the request path. */
    static Reason reason(RuntimeException failure) {
        return failure instanceof RefusalException refusal ? refusal.reason() : Reason.CLAIMS_NOT_ACCEPTABLE;
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

    /** Why a server refuses the token: the first reason, unless it has no keys to tell anything; null when it does not. */
    @Nullable
    Reason reason() {
        return refusals().contains(Reason.KEYS_UNAVAILABLE)
                ? Reason.KEYS_UNAVAILABLE
                : refusals().stream().findFirst().orElse(null);
    }

    List<Step> list() {
        return List.copyOf(steps);
    }
}
