package dev.verge.database.json;

import dev.verge.database.type.PostgresType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The plan that writes the rows of one statement as JSON, from the bytes that came from the server. Immutable.
 *
 * <p>A row is read from where its values begin: each is its length (4 bytes; -1 for NULL) and its text.
 */
public final class RowWriter {
    private final byte[][] keys;
    private final ValueWriter[] writers;

    /** Makes the plan from the columns' names and types. */
    public RowWriter(List<String> names, List<PostgresType> types) {
        this.keys = new byte[names.size()][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(names.get(i), i == 0 ? '{' : ',');
        }
        this.writers = types.stream().map(ValueWriter::of).toArray(ValueWriter[]::new);
    }

    /** Appends a row as an object. */
    public void writeObject(ByteBuf row, ByteBuf out) {
        for (int i = 0; i < keys.length; i++) {
            out.writeBytes(keys[i]);
            write(row, i, out);
        }
        if (keys.length == 0) {
            out.writeByte('{');
        }
        out.writeByte('}');
    }

    /** Appends the first column of a row. */
    public void writeValue(ByteBuf row, ByteBuf out) {
        write(row, 0, out);
    }

    private void write(ByteBuf row, int column, ByteBuf out) {
        int length = row.readInt();
        if (length < 0) {
            JsonText.nothing(out);
            return;
        }
        int start = row.readerIndex();
        writers[column].write(row, start, length, out);
        row.readerIndex(start + length);
    }

    private static byte[] key(String name, char separator) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuf key = Unpooled.buffer().writeByte(separator);
        JsonText.string(Unpooled.wrappedBuffer(text), 0, text.length, key);
        key.writeByte(':');
        return ByteBufUtil.getBytes(key);
    }
}
