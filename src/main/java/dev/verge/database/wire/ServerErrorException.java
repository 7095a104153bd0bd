package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL refuses a command (its documentation, "Error and Notice Message Fields"). For the log alone: the message
 * may quote values.
 */
public final class ServerErrorException extends RuntimeException {
    /**
     * PostgreSQL itself ends the session: by an administrator, because its database is dropped, or because the session or
     * its transaction takes too long. A pooler that has lost the server says 08P01, and knows as little as anybody.
     */
    private static final Set<String> GOODBYES = Set.of("57P01", "57P04", "57P05", "25P03", "25P04");

    private final Map<Character, String> fields;
    private final int command;

    private ServerErrorException(Map<Character, String> fields, int command) {
        super(
                fields.getOrDefault('M', "no message") + " (" + fields.getOrDefault('C', "XX000") + ")",
                null,
                false,
                false);
        this.fields = fields;
        this.command = command;
    }

    static ServerErrorException read(ByteBuf in, int end, int command) {
        var fields = new HashMap<Character, String>();
        for (byte code = in.readByte(); code != 0; code = in.readByte()) {
            fields.put((char) code, Messages.readText(in, end));
        }
        return new ServerErrorException(fields, command);
    }

    /** Five characters (PostgreSQL documentation, Appendix A). */
    public String sqlState() {
        return fields.getOrDefault('C', "XX000");
    }

    /** What is wrong, in the server's language. */
    public String text() {
        return fields.getOrDefault('M', "");
    }

    /** What the server proposes; null when it has no idea. */
    public @Nullable String hint() {
        return fields.get('H');
    }

    /** What the server was doing; null when it does not say. */
    public @Nullable String where() {
        return fields.get('W');
    }

    /** The constraint that was violated; null when it is no violation of one. */
    public @Nullable String constraint() {
        return fields.get('n');
    }

    /** The character in the statement that it is about, counted from 1; 0 when there is none. */
    public int position() {
        String position = fields.get('P');
        return position == null ? 0 : Integer.parseInt(position);
    }

    /** Whether it ends the connection. The severity is in the server's language unless it stands in a field of its own. */
    public boolean isFatal() {
        String severity = fields.getOrDefault('V', fields.getOrDefault('S', ""));
        return severity.equals("FATAL") || severity.equals("PANIC");
    }

    /** Whether a right is missing, as the server itself found; a function may raise the same state for reasons of its own. */
    public boolean isMissingRight() {
        return sqlState().equals("42501") && "aclcheck_error".equals(fields.get('R'));
    }

    /** Whether the server says with it that it reads nothing more, and commits nothing that it has not committed. */
    boolean isGoodbye() {
        return isFatal() && GOODBYES.contains(sqlState());
    }

    /** Which command of its batch it refuses, counted from 0; their number when it is the commit at the end. */
    public int command() {
        return command;
    }
}
