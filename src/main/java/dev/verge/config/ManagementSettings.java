package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The private port of probes.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any free one
 * @param token what operators prove themselves with who call from another machine; null lets only this machine in
 * @param checkInterval how often readiness looks at the database; probes read the last result
 */
public record ManagementSettings(
        String host, int port, @Nullable String token, Duration checkInterval) {
    private static final int MINIMUM_TOKEN = 16;

    static ManagementSettings read(SettingsReader reader) {
        return new ManagementSettings(
                reader.text("management.host", "127.0.0.1"),
                reader.number("management.port", 8081, 0, 65535),
                token(reader),
                reader.duration(
                        "management.checkInterval",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5)));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ManagementSettings[host=" + host + ", port=" + port + ", checkInterval=" + checkInterval + "]";
    }

    private static @Nullable String token(SettingsReader reader) {
        String token = reader.optional("management.token");
        if (token != null && token.length() < MINIMUM_TOKEN) {
            reader.mistake("management.token", "***", "at least " + MINIMUM_TOKEN + " characters");
        }
        return token;
    }
}
