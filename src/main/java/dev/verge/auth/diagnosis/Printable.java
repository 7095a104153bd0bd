package dev.verge.auth.diagnosis;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Prepares what somebody else wrote for a terminal: bounded, and without characters that move the cursor, hide text or
 * turn its direction.
 */
final class Printable {
    private static final int MAXIMUM_TEXT = 200;
    private static final int MAXIMUM_NAMES = 20;

    private Printable() {}

    static String text(@Nullable Object value) {
        return value == null ? "(none)" : value instanceof JsonArray names ? names(names.getList()) : one(value);
    }

    static String names(Collection<?> names) {
        var words = new ArrayList<String>();
        for (Object name : names) {
            if (words.size() == MAXIMUM_NAMES) {
                words.add("and " + (names.size() - MAXIMUM_NAMES) + " more");
                break;
            }
            words.add(one(String.valueOf(name)));
        }
        return words.isEmpty() ? "(none)" : String.join(", ", words);
    }

    private static String one(Object value) {
        String text = value.toString();
        var printed = new StringBuilder();
        text.codePoints().limit(MAXIMUM_TEXT).forEach(character -> append(printed, character));
        if (text.codePointCount(0, text.length()) > MAXIMUM_TEXT) {
            printed.append("...");
        }
        return printed.isEmpty() ? "\"\"" : printed.toString();
    }

    private static void append(StringBuilder printed, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> printed.append(String.format("\\u{%x}", character));
            default -> printed.appendCodePoint(character);
        }
    }
}
