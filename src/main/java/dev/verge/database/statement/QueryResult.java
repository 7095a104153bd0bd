package dev.verge.database.statement;

import dev.verge.database.json.RowWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/** The rows of a statement that has been run (and committed, when it was a transaction). */
public final class QueryResult {
    private final RowSet<Row> rows;
    private final RowWriter writer;

    QueryResult(RowSet<Row> rows, RowWriter writer) {
        this.rows = rows;
        this.writer = writer;
    }

    /** How many rows the statement returned. */
    public int rows() {
        return rows.size();
    }

    /** Appends all rows: an array of objects. */
    public void writeRows(Buffer buffer) {
        separated(buffer, false);
    }

    /** Appends the first column of all rows: an array of values. */
    public void writeValues(Buffer buffer) {
        separated(buffer, true);
    }

    /**
     * Appends the first row as an object.
     *
     * @throws java.util.NoSuchElementException when there is no row
     */
    public void writeRow(Buffer buffer) {
        writer.writeObject(rows.iterator().next(), buffer);
    }

    private void separated(Buffer buffer, boolean values) {
        byte separator = '[';
        for (Row row : rows) {
            buffer.appendByte(separator);
            separator = ',';
            if (values) {
                writer.writeValue(row, buffer);
            } else {
                writer.writeObject(row, buffer);
            }
        }
        if (separator == '[') {
            buffer.appendByte(separator);
        }
        buffer.appendByte((byte) ']');
    }
}
