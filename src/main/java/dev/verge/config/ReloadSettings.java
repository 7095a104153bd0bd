package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.time.Duration;
import java.util.List;

/**
 * When changed files are served.
 *
 * @param watch whether the node looks for changes by itself; if not, a signal makes it
 * @param interval how often it looks at its files, or at the public port's certificate alone
 */
public record ReloadSettings(boolean watch, Duration interval) {
    private static final String TRUE = "true";
    private static final String FALSE = "false";

    static ReloadSettings read(SettingsReader reader) {
        return new ReloadSettings(
                reader.choice("reload.watch", FALSE, List.of(TRUE, FALSE)).equals(TRUE),
                reader.duration(
                        "reload.interval", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofHours(1)));
    }
}
