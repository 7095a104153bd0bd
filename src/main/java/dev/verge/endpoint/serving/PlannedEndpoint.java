package dev.verge.endpoint.serving;

import dev.verge.auth.AccessControl;
import dev.verge.auth.token.Caller;
import dev.verge.auth.token.RefusalException;
import dev.verge.contract.Operation;
import dev.verge.contract.RequestHead;
import dev.verge.contract.request.ValidRequest;
import dev.verge.database.RuleRefusedException;
import dev.verge.database.ValueRefusedException;
import dev.verge.endpoint.Admission;
import dev.verge.endpoint.Endpoint;
import dev.verge.endpoint.EndpointResult;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.observation.Moment;
import dev.verge.observation.RequestTrace;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The story of a request: who calls, may they, is the request valid, what is the answer. */
final class PlannedEndpoint implements Endpoint {
    private final OperationPlan plan;
    private final @Nullable AccessControl access;
    private final Answering answering;
    private final DecisionRecorder decisions;

    /** Serves a plan; without access control to anyone. */
    PlannedEndpoint(
            OperationPlan plan, @Nullable AccessControl access, Answering answering, DecisionRecorder decisions) {
        this.plan = plan;
        this.access = access;
        this.answering = answering;
        this.decisions = decisions;
    }

    @Override
    public Operation operation() {
        return plan.operation();
    }

    @Override
    public Duration deadline() {
        return plan.deadline();
    }

    /** A refusal here has read no body and taken no connection. */
    @Override
    public Future<Admission> admit(RequestHead head, RequestTrace trace) {
        long started = decisions.now();
        // A public operation looks at no token: a stale one must not keep its caller out.
        Future<Caller> caller = access == null
                ? Future.succeededFuture(Caller.ANONYMOUS)
                : access.admit(head.headers().getAll(HttpHeaders.AUTHORIZATION))
                        .recover(failure -> refuse(access, failure, head, trace, started));
        return caller.map(admitted -> {
            trace.pass(Moment.ADMITTED);
            return readable(new Admission(admitted, trace, started), head);
        });
    }

    private Admission readable(Admission admission, RequestHead head) {
        try {
            plan.validator().checkHead(head);
            return admission;
        } catch (ProblemException e) {
            decisions.unreadable(admission, head);
            throw e;
        }
    }

    private Future<Caller> refuse(
            AccessControl guard, Throwable failure, RequestHead head, RequestTrace trace, long started) {
        if (!(failure instanceof RefusalException refusal)) {
            return Future.failedFuture(failure);
        }
        decisions.refused(refusal, head, trace, started);
        return Future.failedFuture(guard.answer(refusal).exception());
    }

    @Override
    public void drop(Admission admission, RequestHead head, Throwable failure) {
        decisions.dropped(failure, admission, head);
    }

    @Override
    public Future<EndpointResult> serve(
            Admission admission, RequestHead head, @Nullable Buffer body, Duration left, Future<?> over) {
        return answer(admission, head, body, left, over)
                .onSuccess(result -> decisions.answered(admission, head))
                .onFailure(failure -> decisions.failed(failure, admission, head))
                .recover(this::refused);
    }

    private Future<EndpointResult> answer(
            Admission admission, RequestHead head, @Nullable Buffer body, Duration left, Future<?> over) {
        try {
            ValidRequest request = plan.validator().validate(head, body);
            return answering.answer(
                    new Answering.Admitted(request, head, admission.caller(), left, over, admission.trace()));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** What the database refuses as the operation wants it answered; other failures as they are. */
    private Future<EndpointResult> refused(Throwable failure) {
        if (failure instanceof RuleRefusedException) {
            ProblemType type = operation().extension().hide() ? ProblemType.NOT_FOUND : ProblemType.FORBIDDEN;
            return Future.failedFuture(Problem.of(type).exception());
        }
        return Future.failedFuture(failure instanceof ValueRefusedException refused ? plan.refusal(refused) : failure);
    }
}
