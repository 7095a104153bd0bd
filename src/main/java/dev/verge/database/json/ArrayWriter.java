package dev.verge.database.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes array literals (PostgreSQL documentation, "Array Input and Output Syntax") as JSON arrays, nested ones too;
 * bounds such as {@code [0:1]=} are left out.
 */
final class ArrayWriter implements ValueWriter {
    private static final byte[] NULL = {'N', 'U', 'L', 'L'};

    private final ValueWriter element;

    ArrayWriter(ValueWriter element) {
        this.element = element;
    }

    @Override
    public void write(ByteBuf in, int start, int length, ByteBuf out) {
        int at = in.getByte(start) == '[' ? in.indexOf(start, start + length, (byte) '=') + 1 : start;
        while (at < start + length) {
            switch (in.getByte(at)) {
                case '{' -> at = punctuation('[', at, out);
                case '}' -> at = punctuation(']', at, out);
                case ',' -> at = punctuation(',', at, out);
                case '"' -> at = quoted(in, at + 1, out);
                default -> at = bare(in, at, out);
            }
        }
    }

    private static int punctuation(char json, int at, ByteBuf out) {
        out.writeByte(json);
        return at + 1;
    }

    private int quoted(ByteBuf in, int start, ByteBuf out) {
        int end = start;
        boolean escaped = false;
        while (in.getByte(end) != '"') {
            boolean escape = in.getByte(end) == '\\';
            escaped |= escape;
            end += escape ? 2 : 1;
        }
        if (escaped) {
            ByteBuf value = unescaped(in, start, end);
            element.write(value, 0, value.readableBytes(), out);
        } else {
            element.write(in, start, end - start, out);
        }
        return end + 1;
    }

    private static ByteBuf unescaped(ByteBuf in, int start, int end) {
        ByteBuf value = Unpooled.buffer(end - start);
        for (int at = start; at < end; at++) {
            at += in.getByte(at) == '\\' ? 1 : 0;
            value.writeByte(in.getByte(at));
        }
        return value;
    }

    private int bare(ByteBuf in, int start, ByteBuf out) {
        int end = start;
        while (in.getByte(end) != ',' && in.getByte(end) != '}') {
            end++;
        }
        if (isNull(in, start, end - start)) {
            JsonText.nothing(out);
        } else {
            element.write(in, start, end - start, out);
        }
        return end;
    }

    private static boolean isNull(ByteBuf in, int start, int length) {
        boolean same = length == NULL.length;
        for (int i = 0; same && i < length; i++) {
            same = in.getByte(start + i) == NULL[i];
        }
        return same;
    }
}
