package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a statement's rows as the server tells of it (PostgreSQL documentation, "Message Formats":
 * RowDescription).
 *
 * @param name its name
 * @param type the object identifier of its type
 * @param table the object identifier of the table whose column it is, as it stands there; 0 for an expression
 * @param number the column's number in that table
 */
public record ToldColumn(String name, int type, int table, int number) {
    /** Size (2), modifier (4) and format (2), which say nothing that is not known. */
    private static final int REST = 8;

    /** Name and type in one text. */
    public String signature() {
        return Integer.toUnsignedString(type) + " " + name;
    }

    static List<ToldColumn> read(ByteBuf in, int end) {
        int count = in.readUnsignedShort();
        var columns = new ArrayList<ToldColumn>(count);
        for (int i = 0; i < count; i++) {
            String name = Messages.readText(in, end);
            int table = in.readInt();
            int number = in.readShort();
            columns.add(new ToldColumn(name, in.readInt(), table, number));
            in.skipBytes(REST);
        }
        return columns;
    }
}
