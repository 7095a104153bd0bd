package dev.verge.database.json;

import dev.verge.database.type.PostgresType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Writes the values of one type as JSON, from the text in which PostgreSQL sends them. */
@FunctionalInterface
interface ValueWriter {

    /** Writes the value whose text stands in {@code in} from {@code start} on; no index of {@code in} changes. */
    void write(ByteBuf in, int start, int length, ByteBuf out);

    static ValueWriter of(PostgresType type) {
        return switch (type.kind()) {
            case BIGINT, INTEGER, SMALLINT, JSON, JSONB ->
                (in, start, length, out) -> out.writeBytes(in, start, length);
            case NUMERIC, REAL, DOUBLE -> ValueWriter::number;
            case BOOLEAN ->
                (in, start, length, out) -> ByteBufUtil.writeAscii(out, in.getByte(start) == 't' ? "true" : "false");
            case DATE -> rewritten(IsoText::date);
            case TIMESTAMP -> rewritten(IsoText::timestamp);
            case TIMESTAMPTZ -> ValueWriter::moment;
            case TIMETZ -> rewritten(IsoText::withOffset);
            case BYTEA -> rewritten(IsoText::base64);
            case ARRAY -> new ArrayWriter(of(Objects.requireNonNull(type.element())));
            case TEXT, UUID, TIME, INTERVAL, ENUM, OTHER -> JsonText::string;
        };
    }

    private static ValueWriter rewritten(UnaryOperator<String> iso) {
        return (in, start, length, out) ->
                JsonText.string(iso.apply(in.toString(start, length, StandardCharsets.UTF_8)), out);
    }

    /** NaN and the infinities, for which JSON has no number, become strings. */
    private static void number(ByteBuf in, int start, int length, ByteBuf out) {
        byte last = in.getByte(start + length - 1);
        if (last >= '0' && last <= '9') {
            out.writeBytes(in, start, length);
        } else {
            JsonText.string(in, start, length, out);
        }
    }

    /** What nearly all moments look like, {@code 2024-01-02 03:04:05.678+00}, takes two bytes to rewrite. */
    private static void moment(ByteBuf in, int start, int length, ByteBuf out) {
        int offset = start + length - 3;
        boolean common = length >= 22
                && length <= 29
                && in.getByte(start + 4) == '-'
                && in.getByte(start + 10) == ' '
                && in.getByte(offset) == '+'
                && in.getByte(offset + 1) == '0'
                && in.getByte(offset + 2) == '0';
        if (!common) {
            JsonText.string(IsoText.timestampWithOffset(in.toString(start, length, StandardCharsets.UTF_8)), out);
            return;
        }
        out.writeByte('"').writeBytes(in, start, 10).writeByte('T');
        out.writeBytes(in, start + 11, length - 14).writeByte('Z').writeByte('"');
    }
}
