package dev.verge.contract.openapi;

import dev.verge.contract.Answer;
import dev.verge.contract.Operation;
import dev.verge.contract.OperationExtension;
import dev.verge.contract.Parameter;
import dev.verge.contract.PathTemplate;
import dev.verge.contract.RequestBody;
import dev.verge.contract.Security;
import dev.verge.contract.Security.Requirement;
import dev.verge.contract.document.Place;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads Operation Objects. */
final class OperationReader {
    private static final Pattern OPERATION_ID = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]*");
    private static final String NAME = "a name of letters, digits, . _ and -, that begins with a letter or _";

    private static final Security NOBODY = new Security(List.of(new Requirement(List.of(""), List.of())));

    private final ParameterReader parameters;
    private final RequestBodyReader bodies;
    private final AnswerReader answers;
    private final SecurityReader security;
    private final ExtensionReader extensions;
    private final Mistakes mistakes;
    private final Map<String, Location> operationIds = new HashMap<>();
    private boolean complete = true;

    OperationReader(
            ParameterReader parameters,
            RequestBodyReader bodies,
            AnswerReader answers,
            SecurityReader security,
            ExtensionReader extensions,
            Mistakes mistakes) {
        this.parameters = parameters;
        this.bodies = bodies;
        this.answers = answers;
        this.security = security;
        this.extensions = extensions;
        this.mistakes = mistakes;
    }

    /**
     * An operation; empty when it has no name. What has a mistake is replaced, so that the rest can be compared with SQL:
     * with a mistake in the list nothing is served.
     */
    Optional<Operation> read(PathTemplate path, Place item, Place operation) {
        String method = operation.key().toUpperCase(Locale.ROOT);
        int before = mistakes.count();
        Optional<String> operationId = operationId(operation);
        OperationExtension extension = extensions.read(operation, operationId.orElse("operation"), method, path);
        complete &= operationId.isPresent() && mistakes.count() == before;
        List<Parameter> accepted = parameters.read(path, item, operation);
        Optional<RequestBody> body = bodies.read(method, operation);
        Optional<Answer> answer = answers.read(operation);
        Optional<Security> callers = security.read(operation);
        if (operationId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Operation(
                operationId.get(),
                method,
                path,
                accepted,
                body.orElse(null),
                answer.orElse(new Answer(204, Answer.Shape.NONE, null, null, operation.location())),
                callers.orElse(NOBODY),
                extension,
                operation.location()));
    }

    /** Whether every operation so far has said well who it is and which files are its own. */
    boolean isComplete() {
        return complete;
    }

    private Optional<String> operationId(Place operation) {
        Optional<String> operationId = operation.text("operationId");
        if (operationId.isEmpty()) {
            if (operation.member("operationId").isEmpty() && !operation.misspells("operationId")) {
                mistakes.add(operation.location(), "operationId: missing (expected: " + NAME + ")");
            }
            return operationId;
        }
        Location location = operation.location("operationId");
        if (!OPERATION_ID.matcher(operationId.get()).matches()) {
            mistakes.add(location, "operationId", operationId.get(), NAME);
            return Optional.empty();
        }
        Location first = operationIds.putIfAbsent(operationId.get(), location);
        if (first != null) {
            mistakes.add(location, "operationId", operationId.get(), "a name of its own; also at " + first);
        }
        return operationId;
    }
}
