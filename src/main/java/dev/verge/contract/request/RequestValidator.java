package dev.verge.contract.request;

import dev.verge.contract.Operation;
import dev.verge.contract.RequestHead;
import dev.verge.contract.request.body.BodyValidator;
import dev.verge.contract.request.parameter.ParameterValidator;
import dev.verge.contract.schema.value.Budget;
import dev.verge.problem.Problem;
import dev.verge.problem.Violation;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the requests of one operation against its contract. Immutable and safe to share between event loops. */
public final class RequestValidator {
    /** More than this helps nobody and would make a small hostile request a large answer. */
    private static final int MAXIMUM_VIOLATIONS = 100;

    private final ParameterValidator parameters;
    private final BodyValidator body;

    /**
     * Prepares the checks of an operation.
     *
     * @param unknownQueryParameters whether query parameters that the contract does not know are accepted
     */
    public RequestValidator(Operation operation, boolean unknownQueryParameters) {
        this.parameters = new ParameterValidator(operation.parameters(), unknownQueryParameters);
        this.body = new BodyValidator(operation.body());
    }

    /**
     * Checks what can be checked before the body is read: its media type and content coding.
     *
     * @throws dev.verge.problem.ProblemException 415
     */
    public void checkHead(RequestHead head) {
        body.checkHead(head);
    }

    /**
     * Reads parameters and body.
     *
     * @param body the whole body; null or empty when there is none
     * @throws dev.verge.problem.ProblemException {@code INVALID_REQUEST} with every violation of the request
     */
    public ValidRequest validate(RequestHead head, @Nullable Buffer body) {
        List<Violation> violations = new ArrayList<>();
        var budget = new Budget();
        Map<String, @Nullable Object> values = parameters.read(head, budget, violations);
        Object content = this.body.read(head, body, budget, violations);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations.subList(0, Math.min(violations.size(), MAXIMUM_VIOLATIONS)))
                    .exception();
        }
        return new ValidRequest(values, content);
    }
}
