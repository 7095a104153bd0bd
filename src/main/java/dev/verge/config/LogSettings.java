package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.util.List;

/**
 * The log.
 *
 * @param json whether each line is a JSON object, for machines; else they are for people
 */
public record LogSettings(boolean json) {
    private static final String JSON = "json";

    static LogSettings read(SettingsReader reader) {
        return new LogSettings(
                reader.choice("log.format", JSON, List.of(JSON, "text")).equals(JSON));
    }
}
