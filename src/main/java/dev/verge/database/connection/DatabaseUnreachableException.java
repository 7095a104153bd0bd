package dev.verge.database.connection;

import dev.verge.config.DatabaseServers.Host;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** No connection to the database can be had; the message says why without a secret, and is for the operator. */
public final class DatabaseUnreachableException extends RuntimeException {
    private static final String BUSY = "too many requests wait for a connection";

    private final boolean silence;

    private DatabaseUnreachableException(String reason, @Nullable Throwable cause) {
        this(reason, cause, UnreachableReason.SILENCE.equals(reason));
    }

    private DatabaseUnreachableException(String reason, @Nullable Throwable cause, boolean silence) {
        super(reason, cause, false, false);
        this.silence = silence;
    }

    /** None of several servers can be reached. */
    static DatabaseUnreachableException all(Map<Host, DatabaseUnreachableException> reasons) {
        String each = reasons.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().getMessage())
                .collect(Collectors.joining("; "));
        return new DatabaseUnreachableException(
                each, null, reasons.values().stream().anyMatch(DatabaseUnreachableException::isSilence));
    }

    /** Too many wait for a connection. */
    static DatabaseUnreachableException busy() {
        return new DatabaseUnreachableException(BUSY, null);
    }

    /** Whether there are connections, and too many wait for one. */
    public boolean isBusy() {
        return BUSY.equals(getMessage());
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

    /** Whether nothing was heard of the server at all, or of one of several. */
    boolean isSilence() {
        return silence;
    }

    /** Says in words why there was no connection, or why it broke. */
    public static DatabaseUnreachableException of(Throwable cause) {
        return cause instanceof DatabaseUnreachableException known
                ? known
                : new DatabaseUnreachableException(UnreachableReason.of(cause), cause);
    }
}
