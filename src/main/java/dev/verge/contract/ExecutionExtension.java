package dev.verge.contract;

import org.jspecify.annotations.Nullable;

/**
 * What an operation says of how its statement is run.
 *
 * @param lane the lane that it takes; null when the deadline decides
 * @param session whether the session knows the caller's claims; null when the settings decide
 * @param idempotent whether it honours {@code Idempotency-Key}
 * @param replica whether a replica may answer, with what was true a moment ago
 */
public record ExecutionExtension(
        @Nullable Lane lane, @Nullable Boolean session, boolean idempotent, boolean replica) {
    /** Nothing is said. */
    public static final ExecutionExtension NONE = new ExecutionExtension(null, null, false, false);

    /** How a statement goes to the database. */
    public enum Lane {
        /** Beside others on the same connection, for a short time. */
        SHARED,
        /** On a connection of its own. */
        EXCLUSIVE
    }
}
