package dev.verge.database.json;

import io.vertx.core.buffer.Buffer;

/**
 * Writes array literals (PostgreSQL documentation, "Array Input and Output Syntax") as JSON arrays, nested ones too;
 * bounds such as {@code [0:1]=} are left out.
 */
final class ArrayWriter implements ValueWriter {
    private final ValueWriter element;

    ArrayWriter(ValueWriter element) {
        this.element = element;
    }

    @Override
    public void write(String text, Buffer buffer) {
        int at = text.charAt(0) == '[' ? text.indexOf("={") + 1 : 0;
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '{' -> at = punctuation('[', at, buffer);
                case '}' -> at = punctuation(']', at, buffer);
                case ',' -> at = punctuation(',', at, buffer);
                case '"' -> at = quoted(text, at + 1, buffer);
                default -> at = bare(text, at, buffer);
            }
        }
    }

    private static int punctuation(char json, int at, Buffer buffer) {
        buffer.appendByte((byte) json);
        return at + 1;
    }

    private int quoted(String text, int start, Buffer buffer) {
        var value = new StringBuilder();
        int at = start;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 1 : 0;
            value.append(text.charAt(at++));
        }
        element.write(value.toString(), buffer);
        return at + 1;
    }

    private int bare(String text, int start, Buffer buffer) {
        int end = start;
        while (text.charAt(end) != ',' && text.charAt(end) != '}') {
            end++;
        }
        String value = text.substring(start, end);
        if (value.equals("NULL")) {
            buffer.appendString("null");
        } else {
            element.write(value, buffer);
        }
        return end;
    }
}
