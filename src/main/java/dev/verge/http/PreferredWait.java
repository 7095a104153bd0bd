package dev.verge.http;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a caller wants to wait at most: {@code Prefer: wait=5}, in seconds (RFC 7240, section 4.3). */
final class PreferredWait {
    private static final String HEADER = "Prefer";
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*([1-9][0-9]{0,5})\\s*(?:$|[,;])", Pattern.CASE_INSENSITIVE);

    private PreferredWait() {}

    /** The shorter of a deadline and what the caller prefers; what is no preference is passed over, as the RFC has it. */
    static Duration within(Duration deadline, MultiMap headers) {
        String preferences = headers.get(HEADER);
        Matcher wait = preferences == null ? null : WAIT.matcher(preferences);
        if (wait == null || !wait.find()) {
            return deadline;
        }
        Duration preferred = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return preferred.compareTo(deadline) < 0 ? preferred : deadline;
    }
}
