package dev.verge.contract.request;

import dev.verge.contract.Operation;
import dev.verge.contract.RequestHead;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Checks the requests of one operation against its contract. Immutable and safe to share between event loops. */
public final class RequestValidator {

    /**
     * Prepares the checks of an operation.
     *
     * @param unknownQueryParameters whether query parameters that the contract does not know are accepted
     */
    public RequestValidator(Operation operation, boolean unknownQueryParameters) {}

    /**
     * Checks what can be checked before the body is read: its media type and content coding.
     *
     * @throws dev.verge.problem.ProblemException 415
     */
    public void checkHead(RequestHead head) {}

    /**
     * Reads parameters and body.
     *
     * @param body the whole body; null or empty when there is none
     * @throws dev.verge.problem.ProblemException {@code INVALID_REQUEST} with every violation of the request
     */
    public ValidRequest validate(RequestHead head, @Nullable Buffer body) {
        return new ValidRequest(java.util.Map.of(), null);
    }
}
