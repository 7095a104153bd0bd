package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Runs a statement with its parameters' texts. */
public final class Run extends Command {
    private final String statement;
    private final @Nullable String sql;
    private final @Nullable String[] values;
    private final RowReader rows;

    private Run(String statement, @Nullable String sql, @Nullable String[] values, RowReader rows) {
        this.statement = statement;
        this.sql = sql;
        this.values = values;
        this.rows = rows;
    }

    /** Runs a statement that was prepared under a name on the same connection. */
    public static Run prepared(String statement, @Nullable String[] values, RowReader rows) {
        return new Run(statement, null, values, rows);
    }

    /** Parses a statement and runs it, telling of its columns: leaves nothing behind on the connection. */
    public static Run unprepared(String sql, @Nullable String[] values, RowReader rows) {
        return new Run("", sql, values, rows);
    }

    @Override
    void write(ByteBuf out) {
        if (sql != null) {
            Messages.parse(out, statement, sql);
        }
        Messages.bind(out, statement, values);
        if (sql != null) {
            Messages.describePortal(out);
        }
        Messages.execute(out);
    }

    @Override
    boolean receive(byte type, ByteBuf in, int end) {
        switch (type) {
            case 'T' -> rows.columns(ToldColumn.read(in, end));
            case 'D' -> rows.row(in);
            default -> {
                // Parsed, bound, has no columns, or done.
            }
        }
        return type == 'C' || type == 'I';
    }
}
