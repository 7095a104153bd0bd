package dev.verge.database.wire;

import org.jspecify.annotations.Nullable;

/** A connection ended before a batch was answered. */
public final class ConnectionLostException extends RuntimeException {
    private final boolean rolledBack;

    ConnectionLostException(@Nullable Throwable cause, boolean rolledBack) {
        super("the connection is lost", cause, false, false);
        this.rolledBack = rolledBack;
    }

    /** Whether it is known that nothing of the batch came to be: the server said goodbye in the midst of it. */
    public boolean isRolledBack() {
        return rolledBack;
    }
}
