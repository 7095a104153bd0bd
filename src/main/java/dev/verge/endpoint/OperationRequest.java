package dev.verge.endpoint;

import dev.verge.auth.token.Caller;
import dev.verge.observation.TraceContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that matches its contract, as an {@link OperationHandler} sees it.
 *
 * @param caller who calls; {@link Caller#ANONYMOUS} for a public operation
 * @param parameters the parameters by name, as JSON values; absent ones are not in it
 * @param body the body as a JSON value; null without one
 * @param left what is left of the deadline
 * @param trace what to tell other services that are called for it, by {@code traceparent} and {@code tracestate}; null
 *     when the request belongs to no trace
 */
public record OperationRequest(
        Caller caller,
        Map<String, @Nullable Object> parameters,
        @Nullable Object body,
        Duration left,
        @Nullable TraceContext trace) {}
