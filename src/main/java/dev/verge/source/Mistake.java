package dev.verge.source;

import java.util.Comparator;

/**
 * Something that keeps the files of an operator from being served.
 *
 * @param location where it stands
 * @param message the thing, its value and what was expected, in one line without a final dot
 */
public record Mistake(Location location, String message) implements Comparable<Mistake> {
    private static final Comparator<Mistake> READING_ORDER = Comparator.<Mistake, String>comparing(
                    mistake -> mistake.location.file())
            .thenComparing(mistake -> mistake.location.line())
            .thenComparing(mistake -> mistake.location.pointer())
            .thenComparing(Mistake::message);

    /** Reading order: by file, then line, then pointer. */
    @Override
    public int compareTo(Mistake other) {
        return READING_ORDER.compare(this, other);
    }

    /** {@code file:line #pointer: message}. */
    @Override
    public String toString() {
        return location + ": " + message;
    }
}
