package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Traces of requests, and who is sent them.
 *
 * @param endpoint where a collector takes OTLP over HTTP; null records none
 * @param sampling the share of requests that are recorded when their callers say nothing, 0 to 1
 * @param perSecond how many are recorded in a second at most, whatever callers say
 */
public record TraceSettings(@Nullable String endpoint, double sampling, int perSecond) {
    private static final String EXPECTED = "an http or https URL such as http://127.0.0.1:4318/v1/traces";

    static TraceSettings read(SettingsReader reader) {
        return new TraceSettings(
                endpoint(reader),
                reader.share("telemetry.traces.sampling", 0.1),
                reader.number("telemetry.traces.perSecond", 100, 1, 100_000));
    }

    private static @Nullable String endpoint(SettingsReader reader) {
        String endpoint = reader.optional("telemetry.traces.endpoint");
        if (endpoint != null && !isWeb(endpoint)) {
            // It may hold a password.
            reader.mistake("telemetry.traces.endpoint", "this text", EXPECTED);
            return null;
        }
        return endpoint;
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = URI.create(text);
            boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return known && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
