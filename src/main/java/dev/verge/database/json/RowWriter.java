package dev.verge.database.json;

import dev.verge.database.type.PostgresType;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;

/** The plan that writes the rows of one statement as JSON. Immutable. */
public final class RowWriter {
    private final List<PostgresType> types;

    /** Makes the plan from the columns' names and types. */
    public RowWriter(List<String> names, List<PostgresType> types) {
        this.types = types;
    }

    /** Appends a row as an object. */
    public void writeObject(Row row, Buffer buffer) {
        buffer.appendString(types.toString());
    }

    /** Appends the first column of a row. */
    public void writeValue(Row row, Buffer buffer) {
        buffer.appendString(types.toString());
    }
}
