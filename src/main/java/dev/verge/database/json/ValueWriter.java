package dev.verge.database.json;

import dev.verge.database.type.PostgresType;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/** Writes the values of one type as JSON, from the text in which PostgreSQL sends them. */
@FunctionalInterface
interface ValueWriter {

    void write(String text, Buffer buffer);

    static ValueWriter of(PostgresType type) {
        return switch (type.kind()) {
            case BIGINT, INTEGER, SMALLINT, JSON, JSONB -> (text, buffer) -> buffer.appendString(text);
            case NUMERIC, REAL, DOUBLE -> ValueWriter::number;
            case BOOLEAN -> (text, buffer) -> buffer.appendString(text.equals("t") ? "true" : "false");
            case DATE -> (text, buffer) -> JsonText.string(IsoText.date(text), buffer);
            case TIMESTAMP -> (text, buffer) -> JsonText.string(IsoText.timestamp(text), buffer);
            case TIMESTAMPTZ -> (text, buffer) -> JsonText.string(IsoText.timestampWithOffset(text), buffer);
            case TIMETZ -> (text, buffer) -> JsonText.string(IsoText.withOffset(text), buffer);
            case BYTEA -> (text, buffer) -> JsonText.string(IsoText.base64(text), buffer);
            case ARRAY -> new ArrayWriter(of(Objects.requireNonNull(type.element())));
            case TEXT, UUID, TIME, INTERVAL, ENUM, OTHER -> JsonText::string;
        };
    }

    /** NaN and the infinities, for which JSON has no number, become strings. */
    private static void number(String text, Buffer buffer) {
        char last = text.charAt(text.length() - 1);
        if (last >= '0' && last <= '9') {
            buffer.appendString(text);
        } else {
            JsonText.string(text, buffer);
        }
    }
}
