package dev.verge.endpoint.serving;

import dev.verge.auth.token.Caller;
import dev.verge.auth.token.RefusalException;
import dev.verge.contract.RequestHead;
import dev.verge.database.RuleRefusedException;
import dev.verge.database.ValueRefusedException;
import dev.verge.endpoint.Admission;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.Decision.Outcome;
import dev.verge.observation.Observer;
import dev.verge.observation.RequestTrace;
import dev.verge.observation.TokenFacts;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts on record who was let in and who was not, for one operation. One per event loop. */
final class DecisionRecorder {
    private final String operationId;
    private final @Nullable String rule;
    private final List<String> resource;
    private final Observer observer;
    private final LongSupplier nanoTime;

    DecisionRecorder(OperationPlan plan, Observer observer, LongSupplier nanoTime) {
        this.operationId = plan.operation().operationId();
        this.rule = plan.operation().extension().allow();
        this.resource = plan.operation().extension().access().audit();
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    /** When a request begins to be looked at. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** The caller was refused before the request was read. */
    void refused(RefusalException refusal, RequestHead head, RequestTrace trace, long started) {
        record(Outcome.DENY, refusal.reason().code(), null, refusal.facts(), head, trace, started);
    }

    /** The caller was let in, and the request cannot be read. */
    void unreadable(Admission admission, RequestHead head) {
        record(Ruling.INVALID_REQUEST, admission, head);
    }

    /** The caller was let in, and the request was given up before its body was there. */
    void dropped(Throwable failure, Admission admission, RequestHead head) {
        if (failure instanceof ProblemException problem) {
            record(dropped(problem.problem()), admission, head);
        } else {
            record(Ruling.ABANDONED, admission, head);
        }
    }

    private static Ruling dropped(Problem problem) {
        if (problem.type() == ProblemType.TOO_MANY_REQUESTS) {
            return Ruling.RATE_LIMITED;
        }
        return problem.status() < 500 ? Ruling.INVALID_REQUEST : Ruling.FAILED;
    }

    /** The request was answered, so its caller was let in. */
    void answered(Admission admission, RequestHead head) {
        record(admission.caller().equals(Caller.ANONYMOUS) ? Ruling.PUBLIC : Ruling.GRANTED, admission, head);
    }

    /** The request was not answered: perhaps for its caller's sake, perhaps not. */
    void failed(Throwable failure, Admission admission, RequestHead head) {
        if (failure instanceof RuleRefusedException) {
            record(Ruling.RULE_REFUSED, admission, head);
        } else if (failure instanceof ValueRefusedException) {
            record(Ruling.INVALID_REQUEST, admission, head);
        } else if (!(failure instanceof ProblemException problem)
                || problem.problem().status() >= 500) {
            record(Ruling.FAILED, admission, head);
        } else if (problem.problem().type() == ProblemType.INVALID_REQUEST) {
            record(Ruling.INVALID_REQUEST, admission, head);
        } else if (problem.problem().type() == ProblemType.FORBIDDEN) {
            record(Ruling.DATABASE_PRIVILEGE, admission, head);
        } else {
            answered(admission, head);
        }
    }

    private void record(Ruling ruling, Admission admission, RequestHead head) {
        TokenFacts facts = admission.caller().facts();
        record(ruling.outcome(), ruling.code(), rule, facts, head, admission.trace(), admission.started());
    }

    private void record(
            Outcome outcome,
            String reason,
            @Nullable String asked,
            TokenFacts facts,
            RequestHead head,
            RequestTrace trace,
            long started) {
        observer.accept(new Decision(
                outcome,
                reason,
                operationId,
                asked,
                resource(head),
                facts,
                trace.requestId(),
                trace.traceId(),
                Duration.ofNanos(nanoTime.getAsLong() - started)));
    }

    /** As they stood in the path, before anything is known of them. */
    private Map<String, String> resource(RequestHead head) {
        if (resource.isEmpty()) {
            return Map.of();
        }
        var values = new LinkedHashMap<String, String>();
        resource.forEach(name -> {
            String value = head.pathParameters().get(name);
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }
}
