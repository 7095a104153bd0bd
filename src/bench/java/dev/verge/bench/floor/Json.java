package dev.verge.bench.floor;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** The answers, written straight into a buffer. */
final class Json {
    private Json() {}

    static Buffer page(RowSet<Row> rows) {
        Buffer json = Buffer.buffer(512 * rows.size()).appendByte((byte) '[');
        String separator = "";
        for (Row row : rows) {
            document(json.appendString(separator), row);
            separator = ",";
        }
        return json.appendByte((byte) ']');
    }

    static Buffer document(Buffer json, Row row) {
        json.appendString("{\"id\":").appendString(Long.toString(row.getLong(1)));
        text(json.appendString(",\"title\":"), row.getString(2));
        text(json.appendString(",\"content\":"), row.getString(3));
        json.appendString(",\"author\":\"")
                .appendString(row.getUUID(4).toString())
                .appendString("\",\"tags\":[");
        String separator = "";
        for (String tag : row.getArrayOfStrings(5)) {
            text(json.appendString(separator), tag);
            separator = ",";
        }
        return json.appendString("],\"version\":")
                .appendString(Integer.toString(row.getInteger(6)))
                .appendString(",\"created_at\":\"")
                .appendString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(row.getOffsetDateTime(7)))
                .appendString("\"}");
    }

    static Buffer comment(Row row) {
        UUID author = row.getUUID(2);
        Buffer json = Buffer.buffer(256)
                .appendString("{\"id\":")
                .appendString(Long.toString(row.getLong(0)))
                .appendString(",\"document_id\":")
                .appendString(Long.toString(row.getLong(1)))
                .appendString(",\"author\":\"")
                .appendString(author.toString())
                .appendString("\",\"text\":");
        return text(json, row.getString(3)).appendString("}");
    }

    private static Buffer text(Buffer json, String text) {
        json.appendByte((byte) '"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.appendString(text.substring(written, i))
                        .appendString(c >= ' ' ? "\\" + c : String.format("\\u%04x", (int) c));
                written = i + 1;
            }
        }
        return json.appendString(written == 0 ? text : text.substring(written)).appendByte((byte) '"');
    }
}
