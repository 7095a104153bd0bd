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
 * @param lane the lane that its statement takes; null when the deadline decides
 * @param errors status by SQLSTATE, over the built-in table
 * @param access what it says of callers
 */
public record OperationExtension(
        String sql,
        @Nullable String allow,
        boolean hide,
        @Nullable Duration deadline,
        @Nullable Lane lane,
        Map<String, Integer> errors,
        AccessExtension access) {

    /** How a statement goes to the database. */
    public enum Lane {
        /** Beside others on the same connection, for a short time. */
        SHARED,
        /** On a connection of its own. */
        EXCLUSIVE
    }

    /** What holds for an operation that says nothing. */
    public static OperationExtension standard(String sql) {
        return new OperationExtension(sql, null, false, null, null, Map.of(), AccessExtension.NONE);
    }

    /** Takes a copy. */
    public OperationExtension {
        errors = Map.copyOf(errors);
    }
}
