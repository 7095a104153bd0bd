package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import dev.verge.config.reading.Units;
import java.time.Duration;

/**
 * How long requests may take.
 *
 * @param standard the deadline of an operation that names none
 * @param maximum the longest deadline that an operation may name
 */
public record DeadlineSettings(Duration standard, Duration maximum) {

    static DeadlineSettings read(SettingsReader reader) {
        Duration shortest = Duration.ofMillis(10);
        Duration longest = Duration.ofHours(1);
        var settings = new DeadlineSettings(
                reader.duration("deadline.standard", Duration.ofSeconds(10), shortest, longest),
                reader.duration("deadline.maximum", Duration.ofSeconds(60), shortest, longest));
        if (settings.standard.compareTo(settings.maximum) > 0) {
            reader.mistake("deadline.standard", Units.time(settings.standard), "at most deadline.maximum");
        }
        return settings;
    }
}
