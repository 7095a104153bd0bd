package dev.verge.endpoint;

import dev.verge.auth.AccessRule;
import dev.verge.auth.Authenticator;
import dev.verge.auth.Authorizer;
import dev.verge.auth.Caller;
import dev.verge.contract.Operation;
import dev.verge.contract.RequestHead;
import dev.verge.database.RuleRefusedException;
import dev.verge.database.ValueRefusedException;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The story of a request: who calls, may they, is the request valid, what is the answer. */
final class PlannedEndpoint implements Endpoint {
    private final OperationPlan plan;
    private final Authenticator authenticator;
    private final Answering answering;

    PlannedEndpoint(OperationPlan plan, Authenticator authenticator, Answering answering) {
        this.plan = plan;
        this.authenticator = authenticator;
        this.answering = answering;
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
    public Future<Caller> admit(RequestHead head) {
        AccessRule access = plan.access();
        Future<Caller> caller = access == null
                // A public operation looks at no token: a stale one must not keep its caller out.
                ? Future.succeededFuture(Caller.ANONYMOUS)
                : authenticator
                        .authenticate(head.headers().getAll(HttpHeaders.AUTHORIZATION))
                        .map(known -> authorized(known, access));
        return caller.map(admitted -> checked(admitted, head));
    }

    private static Caller authorized(Caller caller, AccessRule access) {
        Authorizer.authorize(access, caller);
        return caller;
    }

    private Caller checked(Caller caller, RequestHead head) {
        plan.validator().checkHead(head);
        return caller;
    }

    @Override
    public Future<EndpointResult> serve(Caller caller, RequestHead head, @Nullable Buffer body, Duration left) {
        return answering
                .answer(plan.validator().validate(head, body), caller, left)
                .recover(this::refused);
    }

    /** What the database refuses as the operation wants it answered; other failures as they are. */
    private Future<EndpointResult> refused(Throwable failure) {
        if (failure instanceof RuleRefusedException) {
            ProblemType type = operation().extension().hide() ? ProblemType.NOT_FOUND : ProblemType.FORBIDDEN;
            return Future.failedFuture(Problem.of(type).exception());
        }
        return Future.failedFuture(failure instanceof ValueRefusedException refused ? refusal(refused) : failure);
    }

    private Throwable refusal(ValueRefusedException refused) {
        return plan.statements()
                .filter(statement -> statement.query() == refused.query())
                .findFirst()
                .<Throwable>map(statement -> statement.refusal(refused))
                .orElse(refused);
    }
}
