package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL refuses a command (its documentation, "Error and Notice Message Fields"). For the log alone: the message
 * may quote values.
 */
public final class ServerErrorException extends RuntimeException {
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

    /** Whether it is about a connection (PostgreSQL documentation, Appendix A, class 08), of which poolers have two. */
    public boolean isOfConnection() {
        return sqlState().startsWith("08");
    }

    /** Which command of its batch it refuses, counted from 0; their number when it is the commit at the end. */
    public int command() {
        return command;
    }
}
