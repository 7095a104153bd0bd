package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are accepted.
 *
 * @param issuers the issuers; at least one, and no {@code iss} belongs to two of them
 * @param resource the public URL of this API, the resource identifier of RFC 9728; null to publish no metadata
 * @param leeway how far the clocks of an issuer and this node may differ
 * @param refreshInterval how often the keys are fetched anew
 * @param withdrawalGrace how long a key is still accepted that its issuer no longer lists; zero drops it at once
 * @param tokenCacheSize how much memory verified tokens may take, in bytes; zero verifies every token every time
 */
public record IdentitySettings(
        List<IssuerSettings> issuers,
        @Nullable String resource,
        Duration leeway,
        Duration refreshInterval,
        Duration withdrawalGrace,
        int tokenCacheSize) {

    /** Takes a copy. */
    public IdentitySettings {
        issuers = List.copyOf(issuers);
    }

    static IdentitySettings read(SettingsReader reader) {
        return new IdentitySettings(
                IssuerReader.readAll(reader),
                resource(reader),
                reader.duration("identity.leeway", Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(300)),
                reader.duration(
                        "identity.refreshInterval", Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(12)),
                reader.duration(
                        "identity.withdrawalGrace", Duration.ofMinutes(15), Duration.ZERO, Duration.ofHours(24)),
                reader.size("identity.tokenCacheSize", 32 << 20, 0, 1 << 30));
    }

    private static @Nullable String resource(SettingsReader reader) {
        String resource = reader.optional("identity.resource");
        if (resource != null && !SafeUrl.isSafe(resource)) {
            reader.mistake(
                    "identity.resource", resource, "this API's public https URL, such as https://api.example.com/v1");
            return null;
        }
        return resource;
    }
}
