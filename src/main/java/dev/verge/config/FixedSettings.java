package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings that a running node cannot change: all but those that are known to take effect as a whole between two
 * requests. Shows no values, for some are secret.
 */
final class FixedSettings {
    private static final String ISSUERS = "identity.issuers.";

    private static final Set<String> CHANGEABLE = Set.of(
            "contract",
            "http.maxBodySize",
            "http.headerTimeout",
            "http.bodyTimeout",
            "http.drainDelay",
            "http.drainTimeout",
            "http.unknownQueryParameters",
            "management.token",
            "database.session",
            "database.role",
            "database.anonymousRole",
            "database.roleClaim",
            "identity.resource",
            "identity.leeway",
            "identity.tokenCacheSize",
            "deadline.standard");

    private final Map<String, String> values = new TreeMap<>();

    /** Those that a reader has read so far. */
    FixedSettings(SettingsReader reader) {
        reader.values().forEach((key, value) -> {
            if (!CHANGEABLE.contains(key) && !key.startsWith(ISSUERS)) {
                values.put(key, String.valueOf(value));
            }
        });
    }

    /** Adds a mistake for each that is not as in the running node. */
    void refuseUnlike(FixedSettings running, SettingsReader reader) {
        values.forEach((key, value) -> {
            if (!value.equals(running.values.get(key))) {
                reader.mistake(key, "changed", "what the node was started with; it takes a restart to change it");
            }
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FixedSettings fixed && values.equals(fixed.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "FixedSettings" + values.keySet();
    }
}
