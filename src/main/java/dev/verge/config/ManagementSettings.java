package dev.verge.config;

import java.time.Duration;

/**
 * The private port of probes.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any free one
 * @param checkInterval how often readiness looks at the database; probes read the last result
 */
public record ManagementSettings(String host, int port, Duration checkInterval) {

    static ManagementSettings read(SettingsReader reader) {
        return new ManagementSettings(
                reader.text("management.host", "127.0.0.1"),
                reader.number("management.port", 8081, 0, 65535),
                reader.duration(
                        "management.checkInterval",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5)));
    }
}
