package dev.verge.observation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, written one after the other (RFC 8259). For lines of which there is one for each request:
 * nothing is made for them but their text.
 */
final class JsonMembers {
    private static final String HEX = "0123456789abcdef";
    /** Many lines are of the same second. */
    private static volatile Second last = new Second(Long.MIN_VALUE, "");

    private final StringBuilder text = new StringBuilder(512).append('{');

    private record Second(long number, String text) {}

    /** A text; nothing when there is none. */
    void put(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            quote(value);
        }
    }

    void put(String name, long value) {
        name(name);
        text.append(value);
    }

    void put(String name, boolean value) {
        name(name);
        text.append(value);
    }

    /** A time in UTC to the millisecond (RFC 3339). */
    void put(String name, Instant time) {
        long sinceEpoch = time.toEpochMilli();
        int millis = (int) Math.floorMod(sinceEpoch, 1_000L);
        name(name);
        text.append('"')
                .append(second(Math.floorDiv(sinceEpoch, 1_000L)))
                .append('.')
                .append((char) ('0' + millis / 100))
                .append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10))
                .append("Z\"");
    }

    private static String second(long number) {
        Second known = last;
        if (known.number != number) {
            String whole = Instant.ofEpochSecond(number).toString();
            known = new Second(number, whole.substring(0, whole.length() - 1));
            last = known;
        }
        return known.text;
    }

    /** Begins an object; members follow until it is ended. */
    void begin(String name) {
        name(name);
        text.append('{');
    }

    void end() {
        text.append('}');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void name(String name) {
        if (text.charAt(text.length() - 1) != '{') {
            text.append(',');
        }
        quote(name);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(value, from, i);
                escape(c);
                from = i + 1;
            }
        }
        text.append(value, from, value.length()).append('"');
    }

    private void escape(char c) {
        if (c < ' ') {
            text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        } else {
            text.append('\\').append(c);
        }
    }
}
