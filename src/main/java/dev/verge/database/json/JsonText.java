package dev.verge.database.json;

import io.vertx.core.buffer.Buffer;

/** Strings of JSON (RFC 8259, section 7). */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    static void string(String text, Buffer buffer) {
        buffer.appendByte((byte) '"');
        buffer.appendString(isPlain(text) ? text : escaped(text));
        buffer.appendByte((byte) '"');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (mustEscape(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mustEscape(char character) {
        return character < ' ' || character == '"' || character == '\\';
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (mustEscape(character)) {
                escape(character, escaped);
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }

    private static void escape(char character, StringBuilder escaped) {
        escaped.append('\\');
        switch (character) {
            case '"', '\\' -> escaped.append(character);
            case '\n' -> escaped.append('n');
            case '\r' -> escaped.append('r');
            case '\t' -> escaped.append('t');
            default -> escaped.append("u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xF));
        }
    }
}
