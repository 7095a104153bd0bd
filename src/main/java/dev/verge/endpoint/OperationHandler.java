package dev.verge.endpoint;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Answers one operation in Java: the seam for what SQL cannot express. Handlers are found by
 * {@link java.util.ServiceLoader}; one instance serves every event loop, so it must be thread-safe and must not block.
 */
public interface OperationHandler {
    /** The {@code operationId} that this handler claims; the operation then needs no SQL file. */
    String operationId();

    /**
     * Answers a request that was authenticated, authorized and validated.
     *
     * @return a {@code JsonArray} for an array answer, a {@code JsonObject} for an object (null: the resource does not
     *     exist, 404), null for an answer without content. A failure that is a
     *     {@link dev.verge.problem.ProblemException} is answered as such, any other is an internal error
     */
    Future<? extends @Nullable Object> handle(OperationRequest request);
}
