package dev.verge.endpoint.serving;

import dev.verge.auth.token.Caller;
import dev.verge.contract.request.ValidRequest;
import dev.verge.endpoint.EndpointResult;
import io.vertx.core.Future;
import java.time.Duration;

/** Answers the valid requests of one operation on one event loop. */
interface Answering {
    /**
     * Fails with {@link dev.verge.database.RuleRefusedException} when the operation's rule says no.
     *
     * @param over completes when nobody waits any more
     */
    Future<EndpointResult> answer(ValidRequest request, Caller caller, Duration left, Future<?> over);
}
