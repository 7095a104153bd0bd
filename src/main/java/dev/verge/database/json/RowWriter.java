package dev.verge.database.json;

import dev.verge.database.type.PostgresType;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The plan that writes the rows of one statement as JSON, from the values' text. Immutable. */
public final class RowWriter {
    private final List<byte[]> keys;
    private final List<ValueWriter> writers;

    /** Makes the plan from the columns' names and types. */
    public RowWriter(List<String> names, List<PostgresType> types) {
        this.keys = names.stream().map(RowWriter::key).toList();
        this.writers = types.stream().map(ValueWriter::of).toList();
    }

    /** Appends a row as an object. */
    public void writeObject(Row row, Buffer buffer) {
        byte separator = '{';
        for (int i = 0; i < keys.size(); i++) {
            buffer.appendByte(separator).appendBytes(keys.get(i));
            write(row, i, buffer);
            separator = ',';
        }
        if (separator == '{') {
            buffer.appendByte(separator);
        }
        buffer.appendByte((byte) '}');
    }

    /** Appends the first column of a row. */
    public void writeValue(Row row, Buffer buffer) {
        write(row, 0, buffer);
    }

    private void write(Row row, int column, Buffer buffer) {
        Object text = row.getValue(column);
        if (text == null) {
            buffer.appendString("null");
        } else {
            writers.get(column).write((String) text, buffer);
        }
    }

    private static byte[] key(String name) {
        Buffer key = Buffer.buffer();
        JsonText.string(name, key);
        return key.appendString(":").toString(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }
}
