package dev.verge.config.reading;

import dev.verge.source.Location;
import java.util.Arrays;
import java.util.List;

/**
 * A value that a source has for a setting.
 *
 * @param value text, or a list of a file
 * @param location where it stands
 */
record FoundSetting(Object value, Location location) {

    /** The value without spaces around it. */
    String text() {
        return value.toString().strip();
    }

    /** The elements of a list, or the words of a text with commas between; what is no text is blank. */
    List<String> list() {
        if (value instanceof List<?> elements) {
            return elements.stream()
                    .map(element -> element instanceof String text ? text : "")
                    .toList();
        }
        return Arrays.stream(text().split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
