package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of this node: by one caller, from one address, by all together.
 *
 * @param caller how often one caller may ask; null without a limit
 * @param address how often may be asked from one address; null without a limit
 * @param addressHeader the header whose last value a proxy in front sets to the caller's address; null takes that of the
 *     connection
 * @param connections how many connections may be open on the public port
 * @param adaptive whether fewer requests are let in while answers take much longer than usual
 */
public record LimitSettings(
        @Nullable Rate caller,
        @Nullable Rate address,
        @Nullable String addressHeader,
        int connections,
        boolean adaptive) {
    private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /**
     * So many requests at once, and again as many, evenly, in each period.
     *
     * @param requests 1 or more
     */
    public record Rate(int requests, Duration per) {}

    static LimitSettings read(SettingsReader reader) {
        String header = reader.optional("limits.addressHeader");
        if (header != null && !FIELD_NAME.matcher(header).matches()) {
            reader.mistake("limits.addressHeader", header, "the name of a header, such as X-Forwarded-For");
        }
        return new LimitSettings(
                rate(reader, "caller"),
                rate(reader, "address"),
                header,
                reader.number("limits.connections", 5_000, 1, 1_000_000),
                reader.choice("limits.concurrency", "adaptive", List.of("adaptive", "fixed"))
                        .equals("adaptive"));
    }

    private static @Nullable Rate rate(SettingsReader reader, String whose) {
        String section = "limits." + whose;
        int requests = reader.number(section + ".requests", 0, 0, 1_000_000);
        Duration per =
                reader.duration(section + ".per", Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofDays(1));
        return requests == 0 ? null : new Rate(requests, per);
    }
}
