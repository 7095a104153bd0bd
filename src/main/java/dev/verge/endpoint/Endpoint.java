package dev.verge.endpoint;

import dev.verge.contract.Operation;
import dev.verge.contract.RequestHead;
import dev.verge.observation.RequestTrace;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One operation being served by one event loop. Every failure is a {@link dev.verge.problem.ProblemException}. */
public interface Endpoint {
    /** The operation of the contract. */
    Operation operation();

    /** How long a request may take as a whole. */
    Duration deadline();

    /**
     * Decides whether the caller may come in, before any of the body is read: authentication, roles or scopes, then
     * the body's media type.
     *
     * @param trace names the request in records, and is told what it passes
     */
    Future<Admission> admit(RequestHead head, RequestTrace trace);

    /**
     * Gives up a request that was admitted and will not be served: HTTP refuses it, its body does not arrive, or nobody
     * waits for it any more.
     *
     * @param failure the {@link dev.verge.problem.ProblemException} that is answered; anything else when nothing is
     */
    void drop(Admission admission, RequestHead head, Throwable failure);

    /**
     * Answers a request that was admitted.
     *
     * @param body the whole body; null when there is none
     * @param left what is left of the deadline
     * @param over completes when nobody waits any more: the deadline has passed, or the caller has hung up
     */
    Future<EndpointResult> serve(
            Admission admission, RequestHead head, @Nullable Buffer body, Duration left, Future<?> over);
}
