package dev.verge.database;

import dev.verge.database.wire.ServerErrorException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL does not prepare a statement. For the operator alone: the message may quote the statement.
 *
 * <p>The type of a parameter that PostgreSQL cannot infer is SQLSTATE 42P18.
 */
public final class StatementException extends RuntimeException {
    private final String sqlState;
    private final @Nullable String hint;
    private final int position;

    StatementException(ServerErrorException cause) {
        super(cause.text(), cause, false, false);
        this.sqlState = cause.sqlState();
        this.hint = cause.hint();
        this.position = cause.position();
    }

    /** Five characters (PostgreSQL documentation, Appendix A). */
    public String sqlState() {
        return sqlState;
    }

    /** What PostgreSQL proposes; null when it has no idea. */
    public @Nullable String hint() {
        return hint;
    }

    /** The character in the statement that the message is about, counted from 1; 0 when there is none. */
    public int position() {
        return position;
    }
}
