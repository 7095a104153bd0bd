package dev.verge.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All the mistakes of one reading, collected so that an operator sees them together. Not thread-safe. */
public final class Mistakes {
    private final TreeSet<Mistake> found = new TreeSet<>();
    private final Set<Location> explained = new HashSet<>();

    /** Adds a mistake; the same one twice counts once. */
    public void add(Location location, String message) {
        found.add(new Mistake(location, message));
    }

    /** Adds one that was found elsewhere. */
    public void add(Mistake mistake) {
        found.add(mistake);
    }

    /** Adds all that is known from another reading. */
    public void addAll(Mistakes others) {
        found.addAll(others.found);
        explained.addAll(others.explained);
    }

    /** Adds {@code name: value (expected: expected)}. */
    public void add(Location location, String name, @Nullable Object value, String expected) {
        Object written = "".equals(value) ? "''" : value;
        add(location, name + ": " + written + " (expected: " + expected + ")");
    }

    /** Adds an unknown word and, when one is close, the known word that was probably meant. */
    public void addUnknown(Location location, String name, String word, Iterable<String> known) {
        String all = known.iterator().hasNext() ? String.join(", ", known) : "none";
        String nearest = NearestWord.of(word, known)
                .map(close -> "did you mean " + close + "?")
                .orElse("expected: " + all);
        add(location, name + ": " + word + " is not known (" + nearest + ")");
    }

    /** What was found so far, in reading order. */
    public List<Mistake> list() {
        return List.copyOf(found);
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Says that whatever is wrong at this place comes from a mistake at another, so that it is not reported too. */
    public void explain(Location location) {
        explained.add(location);
    }

    /** Whether nothing was found at this very place, and nothing there comes from a mistake elsewhere. */
    public boolean isFree(Location location) {
        return !explained.contains(location)
                && found.stream().noneMatch(mistake -> mistake.location().equals(location));
    }

    /** How many were found. */
    public int count() {
        return found.size();
    }

    /**
     * Ends a reading.
     *
     * @throws MistakesException when anything was found
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new MistakesException(list());
        }
    }

    /**
     * Ends a reading: the value read, if nothing is wrong with it.
     *
     * @throws MistakesException when anything was found
     */
    public <T> T refuseAnyIn(T value) {
        throwIfAny();
        return value;
    }
}
