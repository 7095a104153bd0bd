package dev.verge.endpoint.link;

import dev.verge.contract.Operation;
import dev.verge.contract.Parameter;
import dev.verge.database.statement.SqlStates;
import dev.verge.source.Mistakes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Finds what of a request the constraints are about that an operation names. */
final class ConstraintInputs {
    private ConstraintInputs() {}

    /** By the constraint's name; what names nothing of the request is a mistake. */
    static Map<String, SqlStates.Input> of(Operation operation, Mistakes mistakes) {
        Map<String, SqlStates.Input> inputs = new HashMap<>();
        operation.extension().constraints().forEach((constraint, name) -> {
            if (name.startsWith("/") && operation.body() != null) {
                inputs.put(constraint, new SqlStates.Input("body", name));
                return;
            }
            operation.parameters().stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            parameter -> inputs.put(constraint, input(parameter)),
                            () -> mistakes.add(
                                    operation.location(),
                                    "constraints: " + constraint,
                                    name,
                                    operation.body() == null && names(operation).isEmpty()
                                            ? "no entry: the operation has neither parameters nor a body"
                                            : operation.body() == null
                                                    ? "one of the parameters " + names(operation)
                                                    : "a JSON pointer into the body such as /email, or one of the parameters "
                                                            + names(operation)));
        });
        return inputs;
    }

    private static SqlStates.Input input(Parameter parameter) {
        return new SqlStates.Input(parameter.in().name().toLowerCase(Locale.ROOT), parameter.name());
    }

    private static String names(Operation operation) {
        return String.join(
                ", ",
                new TreeSet<>(
                        operation.parameters().stream().map(Parameter::name).toList()));
    }
}
