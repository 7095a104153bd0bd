package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import dev.verge.config.reading.Units;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public port.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any free one
 * @param instances how many event loops serve it, 1 or more
 * @param maxBodySize the largest request body, in bytes
 * @param maxUriLength the longest request target, in bytes
 * @param maxHeaderSize the largest header section, in bytes
 * @param headerTimeout how long a caller may take to send the header section
 * @param bodyTimeout how long a caller may take to send the body
 * @param idleTimeout how long a connection may be silent
 * @param drainDelay how long a stop goes on as before, so that load balancers hear of it; then, for as long again at most,
 *     callers hear that their connections end
 * @param drainTimeout how long a stop may take behind that delay: more than any request
 * @param unknownQueryParameters whether a query parameter that the contract does not know is accepted
 * @param certificate PEM file of the certificate chain; null serves plain HTTP
 * @param key PEM file of the certificate's private key; null serves plain HTTP
 */
public record HttpSettings(
        String host,
        int port,
        int instances,
        int maxBodySize,
        int maxUriLength,
        int maxHeaderSize,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration drainDelay,
        Duration drainTimeout,
        boolean unknownQueryParameters,
        @Nullable String certificate,
        @Nullable String key) {
    private static final Duration MINIMUM = Duration.ofMillis(100);
    private static final Duration MAXIMUM = Duration.ofHours(1);

    static HttpSettings read(SettingsReader reader, LaneSettings lanes) {
        int instances = reader.number("http.instances", 0, 0, 256);
        var settings = new HttpSettings(
                reader.text("http.host", "0.0.0.0"),
                reader.number("http.port", 8080, 0, 65535),
                instances > 0 ? instances : Math.min(Runtime.getRuntime().availableProcessors(), lanes.loops()),
                reader.size("http.maxBodySize", 1 << 20, 0, 1 << 30),
                reader.size("http.maxUriLength", 8 << 10, 64, 1 << 20),
                reader.size("http.maxHeaderSize", 32 << 10, 1 << 10, 1 << 20),
                reader.duration("http.headerTimeout", Duration.ofSeconds(10), MINIMUM, MAXIMUM),
                reader.duration("http.bodyTimeout", Duration.ofSeconds(30), MINIMUM, MAXIMUM),
                reader.duration("http.idleTimeout", Duration.ofSeconds(75), MINIMUM, MAXIMUM),
                reader.duration("http.drainDelay", Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(5)),
                reader.duration("http.drainTimeout", Duration.ofSeconds(65), Duration.ZERO, Duration.ofHours(2)),
                reader.choice("http.unknownQueryParameters", "refuse", List.of("refuse", "allow"))
                        .equals("allow"),
                reader.optional("http.certificate"),
                reader.optional("http.key"));
        requireBeside(reader, "http.certificate", settings.certificate, "http.key", settings.key);
        requireBeside(reader, "http.key", settings.key, "http.certificate", settings.certificate);
        if (settings.instances > lanes.loops()) {
            reader.mistake(
                    "http.instances",
                    instances,
                    "at most half of database.connections, two for each: " + lanes.loops());
        }
        return settings;
    }

    static void requireBeside(
            SettingsReader reader, String set, @Nullable String value, String beside, @Nullable String other) {
        if (value != null && other == null) {
            reader.mistake(set, value, beside + " beside it; both or neither");
        }
    }

    /** Whoever waits for an answer is silent, and one who asked a moment before the port closes is still to have it. */
    void refuseShorterThan(Duration deadline, SettingsReader reader) {
        if (idleTimeout.compareTo(deadline) <= 0) {
            reader.mistake("http.idleTimeout", Units.time(idleTimeout), "longer than deadline.maximum");
        }
        Duration needed = deadline.plus(drainDelay);
        if (drainTimeout.compareTo(needed) < 0) {
            reader.mistake(
                    "http.drainTimeout",
                    Units.time(drainTimeout),
                    "deadline.maximum and http.drainDelay together, " + Units.time(needed) + ", or more");
        }
    }

    /** Whether certificate and key, as they stand in their files now, belong to each other. Reads these files. */
    public boolean certificateHolds(Vertx vertx) {
        return certificate != null && key != null && TlsFiles.fit(vertx, certificate, key);
    }

    /** Whether the port speaks TLS. */
    public boolean tls() {
        return certificate != null;
    }
}
