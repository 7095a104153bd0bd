package dev.verge.auth.keys;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an answer says that it is fresh (RFC 9111, section 5.2.2). */
final class CacheControl {
    /** Twelve digits are three thousand years. */
    private static final Pattern MAXIMUM_AGE = Pattern.compile("max-age=\"?([0-9]{1,12})\"?");

    private CacheControl() {}

    /**
     * The time in {@code max-age}; null without one, with two, and where the answer must not be kept at all.
     *
     * @param values the values of every {@code Cache-Control} field line
     */
    static @Nullable Duration maximumAge(List<String> values) {
        Duration found = null;
        for (String directive :
                String.join(",", values).toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher age = MAXIMUM_AGE.matcher(directive.strip());
            boolean matches = age.matches();
            if (directive.strip().matches("no-(cache|store)(=.*)?") || (matches && found != null)) {
                return null;
            }
            if (matches) {
                found = Duration.ofSeconds(Long.parseLong(age.group(1)));
            }
        }
        return found;
    }
}
