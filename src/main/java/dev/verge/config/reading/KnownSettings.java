package dev.verge.config.reading;

import dev.verge.source.Mistakes;
import dev.verge.source.NearestWord;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which settings there are, and which of those that must be set are missing. */
final class KnownSettings {
    private final Set<String> keys = new TreeSet<>();
    private final Map<String, String> missing = new TreeMap<>();

    void add(String key) {
        keys.add(key);
    }

    /** Adds one that must be set and is not. */
    void require(String key, String expected) {
        keys.add(key);
        missing.put(key, expected);
    }

    Set<String> keys() {
        return keys;
    }

    /** The missing ones, and what was expected. */
    Map<String, String> missing() {
        return missing;
    }

    /** Refuses the names of a source that no setting has; a missing one that such a name was meant to be is not missing. */
    void refuseOthers(SettingSource source, Mistakes mistakes) {
        Set<String> names = keys.stream().map(source.name()).collect(Collectors.toCollection(TreeSet::new));
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
                names.stream().map(KnownSettings::section).collect(Collectors.toCollection(TreeSet::new));
        Set<String> siblings = names.stream()
                .filter(known -> section(known).equals(section(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        return siblings.isEmpty() ? sections : siblings;
    }

    private static String section(String name) {
        int dot = name.indexOf('.', name.startsWith("verge.") ? "verge.".length() : 0);
        return dot < 0 ? name : name.substring(0, dot);
    }
}
