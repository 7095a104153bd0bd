package dev.verge.config;

import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.source.NearestWord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed settings from several sources, the later ones winning, and remembers which keys exist. A value that
 * cannot be used is added to the mistakes and replaced by its default so that reading goes on.
 */
final class SettingsReader {
    private static final Pattern ENTRY = Pattern.compile("[a-z][a-z0-9]{0,31}");

    private final List<SettingSource> sources;
    private final Mistakes mistakes;
    private final Set<String> known = new TreeSet<>();
    private final Map<String, String> missing = new TreeMap<>();

    SettingsReader(List<SettingSource> sources, Mistakes mistakes) {
        this.sources = sources;
        this.mistakes = mistakes;
    }

    @Nullable
    String optional(String key) {
        Found found = find(key);
        return found == null ? null : found.text();
    }

    /** A text whose every character counts. */
    @Nullable
    String secret(String key) {
        Found found = find(key);
        return found == null ? null : found.value.toString();
    }

    String text(String key, String standard) {
        String value = optional(key);
        if (value != null && value.isBlank()) {
            mistake(key, "''", "text, such as " + standard);
        }
        return value == null ? standard : value;
    }

    String required(String key, String expected) {
        String value = optional(key);
        if (value == null || value.isBlank()) {
            missing(key, expected);
            return "";
        }
        return value;
    }

    int number(String key, int standard, int minimum, int maximum) {
        return (int) ranged(key, standard, minimum, maximum, minimum + ".." + maximum, Units::number);
    }

    /** A size in bytes, such as {@code 65536} or {@code 64KiB}. */
    int size(String key, int standard, int minimum, int maximum) {
        String expected = "a size of " + Units.size(minimum) + " to " + Units.size(maximum) + ", such as 64KiB";
        return (int) ranged(key, standard, minimum, maximum, expected, Units::size);
    }

    /** A length of time such as {@code 500ms}, {@code 2s}, {@code 1m} or {@code 1h}. */
    Duration duration(String key, Duration standard, Duration minimum, Duration maximum) {
        String expected = "a time of " + Units.time(minimum) + " to " + Units.time(maximum) + ", such as 500ms or 2s";
        return Duration.ofMillis(ranged(
                key, standard.toMillis(), minimum.toMillis(), maximum.toMillis(), expected, Units::milliseconds));
    }

    String choice(String key, String standard, List<String> choices) {
        Found found = find(key);
        if (found == null || choices.contains(found.text())) {
            return found == null ? standard : found.text();
        }
        mistakes.add(found.location, key, found.text(), String.join(" or ", choices));
        return standard;
    }

    List<String> list(String key, String expected) {
        Found found = find(key);
        List<String> values = found == null ? List.of() : found.list();
        if (values.isEmpty()) {
            missing(key, expected);
        } else if (values.stream().anyMatch(String::isBlank)) {
            mistake(key, found == null ? "" : found.text(), "words, each of them " + expected);
        }
        return values;
    }

    /** A list that may be left out. */
    List<String> words(String key, List<String> standard) {
        return isSet(key) ? list(key, "words with commas between") : standard(key, standard);
    }

    private List<String> standard(String key, List<String> standard) {
        known.add(key);
        return standard;
    }

    /** Whether some source sets this key. Asking does not make the key known. */
    boolean isSet(String key) {
        return sources.stream().anyMatch(source -> source.value(key) != null);
    }

    /** The names that operators gave to the entries of a section, in alphabetical order. */
    Set<String> entries(String section) {
        var entries = new TreeSet<String>();
        sources.forEach(source -> entries.addAll(entries(source, section)));
        return entries;
    }

    /** The entries of a section that the command itself brings. */
    Set<String> commandEntries(String section) {
        return entries(sources.get(sources.size() - 1), section);
    }

    private Set<String> entries(SettingSource source, String section) {
        var entries = new TreeSet<String>();
        for (String name : source.entries(section)) {
            if (ENTRY.matcher(name).matches()) {
                entries.add(name);
            } else {
                mistakes.add(location(section), section, name, "names of lower-case letters and digits, such as entra");
            }
        }
        return entries;
    }

    /** Where a key is set, or where it would be. */
    Location location(String key) {
        Found found = find(key);
        return found == null ? sources.get(0).location(key) : found.location;
    }

    /** Says that a required key is not set, unless the reading ends with a name that was meant to be it. */
    void missing(String key, String expected) {
        known.add(key);
        missing.put(key, expected);
    }

    void mistake(String key, @Nullable Object value, String expected) {
        mistakes.add(location(key), key, value, expected);
    }

    /**
     * Ends the reading: every name that no getter has asked for is unknown, and what is required and was not found is
     * missing, unless such a name was meant to be it.
     */
    void finish() {
        sources.forEach(this::refuseUnknown);
        missing.forEach(
                (key, expected) -> mistakes.add(location(key), key + ": is not set (expected: " + expected + ")"));
    }

    private void refuseUnknown(SettingSource source) {
        Set<String> names = known.stream().map(source.name()).collect(Collectors.toCollection(TreeSet::new));
        for (String name : source.names()) {
            if (!names.contains(name) && !isEmptySection(name, source, names)) {
                mistakes.addUnknown(source.locate().apply(name), "setting", name, candidates(name, names));
                NearestWord.of(name, names).ifPresent(meant -> missing.keySet()
                        .removeIf(key -> source.name().apply(key).equals(meant)));
            }
        }
    }

    /** A section all of whose keys are commented out. */
    private static boolean isEmptySection(String name, SettingSource source, Set<String> names) {
        return source.values().get(name) == null && names.stream().anyMatch(known -> known.startsWith(name + "."));
    }

    /** What may have been meant: the close ones, else those of the same section, else every section. */
    private static Set<String> candidates(String name, Set<String> names) {
        if (NearestWord.of(name, names).isPresent()) {
            return names;
        }
        Set<String> sections =
                names.stream().map(SettingsReader::section).collect(Collectors.toCollection(TreeSet::new));
        Set<String> siblings = names.stream()
                .filter(known -> section(known).equals(section(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        return siblings.isEmpty() ? sections : siblings;
    }

    private static String section(String name) {
        int dot = name.indexOf('.', name.startsWith("verge.") ? "verge.".length() : 0);
        return dot < 0 ? name : name.substring(0, dot);
    }

    Set<String> known() {
        return known;
    }

    private long ranged(
            String key, long standard, long minimum, long maximum, String expected, Function<String, Long> parse) {
        Found found = find(key);
        if (found == null) {
            return standard;
        }
        try {
            long value = parse.apply(found.text());
            if (value >= minimum && value <= maximum) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below together with values out of range.
        }
        mistakes.add(found.location, key, found.text(), expected);
        return standard;
    }

    private @Nullable Found find(String key) {
        known.add(key);
        for (int i = sources.size() - 1; i >= 0; i--) {
            Object value = sources.get(i).value(key);
            if (value != null) {
                return new Found(value, sources.get(i).location(key));
            }
        }
        return null;
    }

    private record Found(Object value, Location location) {
        String text() {
            return value.toString().strip();
        }

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
}
