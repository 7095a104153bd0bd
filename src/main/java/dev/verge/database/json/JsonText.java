package dev.verge.database.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Strings and words of JSON (RFC 8259) from bytes of UTF-8. */
final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonText() {}

    static void nothing(ByteBuf out) {
        ByteBufUtil.writeAscii(out, "null");
    }

    static void string(String text, ByteBuf out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        string(Unpooled.wrappedBuffer(bytes), 0, bytes.length, out);
    }

    /** All that needs no escape is copied in one piece; what needs one is a byte of its own in UTF-8. */
    static void string(ByteBuf in, int start, int length, ByteBuf out) {
        out.writeByte('"');
        int end = start + length;
        int plain = start;
        for (int at = start; at < end; at++) {
            byte character = in.getByte(at);
            if ((character >= 0 && character < ' ') || character == '"' || character == '\\') {
                out.writeBytes(in, plain, at - plain);
                escape(character, out);
                plain = at + 1;
            }
        }
        out.writeBytes(in, plain, end - plain);
        out.writeByte('"');
    }

    private static void escape(byte character, ByteBuf out) {
        out.writeByte('\\');
        switch (character) {
            case '"', '\\' -> out.writeByte(character);
            case '\n' -> out.writeByte('n');
            case '\r' -> out.writeByte('r');
            case '\t' -> out.writeByte('t');
            default -> {
                ByteBufUtil.writeAscii(out, "u00");
                out.writeByte(HEX[character >> 4]).writeByte(HEX[character & 0xF]);
            }
        }
    }
}
