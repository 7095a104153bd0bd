package dev.verge.endpoint.serving;

import dev.verge.auth.token.Caller;
import dev.verge.contract.RequestHead;
import dev.verge.contract.request.ValidRequest;
import dev.verge.endpoint.EndpointResult;
import dev.verge.observation.RequestTrace;
import io.vertx.core.Future;
import java.time.Duration;

/** Answers the valid requests of one operation on one event loop. */
interface Answering {
    /** Fails with {@link dev.verge.database.RuleRefusedException} when the operation's rule says no. */
    Future<EndpointResult> answer(Admitted admitted);

    /**
     * A request that is valid and whose caller was let in.
     *
     * @param request its parameters and body
     * @param head as it came
     * @param caller who calls
     * @param left what is left of the deadline
     * @param over completes when nobody waits any more
     * @param trace is told what the request passes
     */
    record Admitted(
            ValidRequest request, RequestHead head, Caller caller, Duration left, Future<?> over, RequestTrace trace) {}
}
