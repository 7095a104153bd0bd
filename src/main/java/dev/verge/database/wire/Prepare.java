package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Has the server parse a statement without running it, and tell of it. */
public final class Prepare extends Command {
    private final String statement;
    private final String sql;
    private List<Integer> parameters = List.of();
    private List<ToldColumn> columns = List.of();

    /**
     * Prepares a statement.
     *
     * @param statement its name on the connection; empty for one that the next one replaces
     */
    public Prepare(String statement, String sql) {
        this.statement = statement;
        this.sql = sql;
    }

    /** The object identifiers of its parameters' types, once it is done. */
    public List<Integer> parameters() {
        return parameters;
    }

    /** The columns of its rows, once it is done; empty when it returns none. */
    public List<ToldColumn> columns() {
        return columns;
    }

    @Override
    void write(ByteBuf out) {
        Messages.parse(out, statement, sql);
        Messages.describeStatement(out, statement);
    }

    @Override
    boolean receive(byte type, ByteBuf in, int end) {
        switch (type) {
            case 't' -> parameters = readParameters(in);
            case 'T' -> columns = ToldColumn.read(in, end);
            default -> {
                // Parsed; or there are no columns.
            }
        }
        return type == 'T' || type == 'n';
    }

    private static List<Integer> readParameters(ByteBuf in) {
        int count = in.readUnsignedShort();
        var parameters = new ArrayList<Integer>(count);
        for (int i = 0; i < count; i++) {
            parameters.add(in.readInt());
        }
        return parameters;
    }
}
