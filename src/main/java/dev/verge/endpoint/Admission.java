package dev.verge.endpoint;

import dev.verge.auth.Authenticator;
import dev.verge.auth.Authorizer;
import dev.verge.auth.Caller;
import dev.verge.contract.RequestHead;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;

/** Decides who comes in, from the head of a request alone: no body is read and no connection taken for a refusal. */
final class Admission {
    private final OperationPlan plan;
    private final Authenticator authenticator;

    Admission(OperationPlan plan, Authenticator authenticator) {
        this.plan = plan;
        this.authenticator = authenticator;
    }

    Future<Caller> admit(RequestHead head) {
        return authenticate(head).map(this::authorize).map(caller -> checked(caller, head));
    }

    /** A public operation looks at no token: a stale one must not keep its caller out. */
    private Future<Caller> authenticate(RequestHead head) {
        return plan.access() == null
                ? Future.succeededFuture(Caller.ANONYMOUS)
                : authenticator.authenticate(head.headers().getAll(HttpHeaders.AUTHORIZATION));
    }

    private Caller authorize(Caller caller) {
        if (plan.access() != null) {
            Authorizer.authorize(plan.access(), caller);
        }
        return caller;
    }

    private Caller checked(Caller caller, RequestHead head) {
        plan.validator().checkHead(head);
        return caller;
    }
}
