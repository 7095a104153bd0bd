package dev.verge.database.connection;

import org.jspecify.annotations.Nullable;

/** No connection to the database can be had; the message says why without a secret, and is for the operator. */
public final class DatabaseUnreachableException extends RuntimeException {
    private DatabaseUnreachableException(String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
    }

    /** Too many wait for a connection. */
    static DatabaseUnreachableException busy() {
        return new DatabaseUnreachableException("too many requests wait for a connection", null);
    }

    /** There is a connection, and no answer on it. */
    public static DatabaseUnreachableException silent() {
        return new DatabaseUnreachableException(UnreachableReason.SILENCE, null);
    }

    /** For a reason that stands in words already. */
    static DatabaseUnreachableException because(String reason) {
        return new DatabaseUnreachableException(reason, null);
    }

    /** The node is going down. */
    static DatabaseUnreachableException closed() {
        return new DatabaseUnreachableException("the node is going down", null);
    }

    /** Whether nothing was heard of the server at all. */
    boolean isSilence() {
        return UnreachableReason.SILENCE.equals(getMessage());
    }

    /** Says in words why there was no connection, or why it broke. */
    public static DatabaseUnreachableException of(Throwable cause) {
        return cause instanceof DatabaseUnreachableException known
                ? known
                : new DatabaseUnreachableException(UnreachableReason.of(cause), cause);
    }
}
