package dev.verge.config.reading;

import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed settings from several sources, the later ones winning, and remembers which keys exist. A value that
 * cannot be used is added to the mistakes and replaced by its default so that reading goes on.
 */
public final class SettingsReader {
    private static final Pattern SHARE = Pattern.compile("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?");
    private static final Pattern ENTRY = Pattern.compile("[a-z][a-z0-9]{0,31}");

    private final List<SettingSource> sources;
    private final Mistakes mistakes;
    private final KnownSettings known = new KnownSettings();
    private final Map<String, @Nullable Object> values = new TreeMap<>();

    /** Reads from these sources and adds what is wrong to the mistakes. */
    public SettingsReader(List<SettingSource> sources, Mistakes mistakes) {
        this.sources = sources;
        this.mistakes = mistakes;
    }

    /** A text; null when it is not set. */
    public @Nullable String optional(String key) {
        FoundSetting found = find(key);
        return found == null ? null : found.text();
    }

    /** A text whose every character counts. */
    public @Nullable String secret(String key) {
        FoundSetting found = find(key);
        return found == null ? null : found.value().toString();
    }

    /** A text that is not blank. */
    public String text(String key, String standard) {
        String value = optional(key);
        if (value != null && value.isBlank()) {
            mistake(key, "''", "text, such as " + standard);
        }
        return read(key, value == null ? standard : value);
    }

    /** A text that must be set; empty, and a mistake, when it is not. */
    public String required(String key, String expected) {
        String value = optional(key);
        if (value == null || value.isBlank()) {
            missing(key, expected);
            return "";
        }
        return value;
    }

    /** A whole number. */
    public int number(String key, int standard, int minimum, int maximum) {
        return (int) ranged(key, standard, minimum, maximum, minimum + ".." + maximum, Units::number);
    }

    /** A share, 0 to 1, such as 0.25. */
    public double share(String key, double standard) {
        FoundSetting found = find(key);
        if (found == null) {
            return read(key, standard);
        }
        if (SHARE.matcher(found.text()).matches()) {
            return read(key, Double.parseDouble(found.text()));
        }
        mistakes.add(found.location(), key, found.text(), "a share of 0 to 1, such as 0.25");
        return standard;
    }

    /** A size in bytes, such as {@code 65536} or {@code 64KiB}. */
    public int size(String key, int standard, int minimum, int maximum) {
        String expected = "a size of " + Units.size(minimum) + " to " + Units.size(maximum) + ", such as 64KiB";
        return (int) ranged(key, standard, minimum, maximum, expected, Units::size);
    }

    /** A length of time such as {@code 500ms}, {@code 2s}, {@code 1m} or {@code 1h}. */
    public Duration duration(String key, Duration standard, Duration minimum, Duration maximum) {
        String expected = "a time of " + Units.time(minimum) + " to " + Units.time(maximum) + ", such as 500ms or 2s";
        return Duration.ofMillis(ranged(
                key, standard.toMillis(), minimum.toMillis(), maximum.toMillis(), expected, Units::milliseconds));
    }

    /** One of these words. */
    public String choice(String key, String standard, List<String> choices) {
        FoundSetting found = find(key);
        if (found == null || choices.contains(found.text())) {
            return read(key, found == null ? standard : found.text());
        }
        mistakes.add(found.location(), key, found.text(), String.join(" or ", choices));
        return standard;
    }

    /** Words that must be set; empty, and a mistake, when they are not. */
    public List<String> list(String key, String expected) {
        FoundSetting found = find(key);
        List<String> values = found == null ? List.of() : found.list();
        if (values.isEmpty()) {
            missing(key, expected);
        } else if (values.stream().anyMatch(String::isBlank)) {
            mistake(key, found == null ? "" : found.text(), "words, each of them " + expected);
        }
        return values;
    }

    /** A list that may be left out. */
    public List<String> words(String key, List<String> standard) {
        return isSet(key) ? list(key, "words with commas between") : standard(key, standard);
    }

    private List<String> standard(String key, List<String> standard) {
        known.add(key);
        return standard;
    }

    /** Whether some source sets this key. Asking does not make the key known. */
    public boolean isSet(String key) {
        return sources.stream().anyMatch(source -> source.value(key) != null);
    }

    /** The names that operators gave to the entries of a section, in alphabetical order. */
    public Set<String> entries(String section) {
        var entries = new TreeSet<String>();
        sources.forEach(source -> entries.addAll(entries(source, section)));
        return entries;
    }

    /** The entries of a section that the command itself brings. */
    public Set<String> commandEntries(String section) {
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
    public Location location(String key) {
        FoundSetting found = find(key);
        return found == null ? sources.get(0).location(key) : found.location();
    }

    /** Says that a required key is not set, unless the reading ends with a name that was meant to be it. */
    public void missing(String key, String expected) {
        known.require(key, expected);
    }

    /** Says what is wrong with the value of a key. */
    public void mistake(String key, @Nullable Object value, String expected) {
        mistakes.add(location(key), key, value, expected);
    }

    /**
     * Ends the reading: every name that no getter has asked for is unknown, and what is required and was not found is
     * missing, unless such a name was meant to be it.
     */
    public void finish() {
        sources.forEach(source -> known.refuseOthers(source, mistakes));
        known.missing()
                .forEach((key, expected) ->
                        mistakes.add(location(key), key + ": is not set (expected: " + expected + ")"));
    }

    /** Every key that was asked for. */
    public Set<String> known() {
        return known.keys();
    }

    private long ranged(
            String key, long standard, long minimum, long maximum, String expected, Function<String, Long> parse) {
        FoundSetting found = find(key);
        if (found == null) {
            return read(key, standard);
        }
        try {
            long value = parse.apply(found.text());
            if (value >= minimum && value <= maximum) {
                return read(key, value);
            }
        } catch (NumberFormatException e) {
            // Reported below together with values out of range.
        }
        mistakes.add(found.location(), key, found.text(), expected);
        return standard;
    }

    /** What was read for each key; null for one that is not set and has no default here. */
    public Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    private <T> T read(String key, T value) {
        values.put(key, value);
        return value;
    }

    private @Nullable FoundSetting find(String key) {
        known.add(key);
        values.put(key, null);
        for (int i = sources.size() - 1; i >= 0; i--) {
            Object value = sources.get(i).value(key);
            if (value != null) {
                values.put(key, value);
                return new FoundSetting(value, sources.get(i).location(key));
            }
        }
        return null;
    }
}
