package dev.verge.contract;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAPI cannot say, the {@code x-verge} object of an operation.
 *
 * @param sql the statement's file name inside {@code sql/}; empty when it cannot be told, which is a mistake
 * @param allow the permission rule's file name inside {@code sql/allow/}; null without a rule
 * @param hide whether a refused rule answers 404 instead of 403
 * @param deadline the whole request's limit; null for the settings' standard
 * @param errors status by SQLSTATE, over the built-in table
 * @param constraints by the names of constraints, what of the request they are about: a parameter's name, or a JSON pointer
 *     into the body
 * @param access what it says of callers
 * @param execution what it says of how its statement is run
 */
public record OperationExtension(
        String sql,
        @Nullable String allow,
        boolean hide,
        @Nullable Duration deadline,
        Map<String, Integer> errors,
        Map<String, String> constraints,
        AccessExtension access,
        ExecutionExtension execution) {

    /** What holds for an operation that says nothing. */
    public static OperationExtension standard(String sql) {
        return new OperationExtension(
                sql, null, false, null, Map.of(), Map.of(), AccessExtension.NONE, ExecutionExtension.NONE);
    }

    /** Takes a copy. */
    public OperationExtension {
        errors = Map.copyOf(errors);
        constraints = Map.copyOf(constraints);
    }
}
