package dev.verge.auth.issuer;

import dev.verge.auth.token.Claims;
import dev.verge.auth.token.Reason;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * When a token is good (RFC 7519, sections 4.1.4 to 4.1.6), the leeway included.
 *
 * @param from the first millisecond since 1970 at which it is
 * @param until the first at which it no longer is
 */
public record Times(long from, long until) {
    /** Tokens of sessions with continuous access evaluation live for up to 28 h; nothing honest lives longer. */
    private static final BigDecimal MAXIMUM_LIFETIME =
            BigDecimal.valueOf(Duration.ofHours(29).toSeconds());

    /**
     * Reads {@code exp}, which is required (RFC 9068, section 2.2), {@code nbf} and {@code iat}.
     *
     * @throws dev.verge.auth.token.RefusalException when they are not times, or too far apart
     */
    static Times of(JsonObject claims, Duration leeway, long now) {
        BigDecimal expires = Claims.time(claims, "exp").orElseThrow(Reason.CLAIMS_NOT_ACCEPTABLE::exception);
        Optional<BigDecimal> issued = Claims.time(claims, "iat");
        BigDecimal from = Claims.time(claims, "nbf").orElse(BigDecimal.ZERO).max(issued.orElse(BigDecimal.ZERO));
        BigDecimal latest = issued.orElse(BigDecimal.valueOf(now, 3)).add(MAXIMUM_LIFETIME);
        var times = new Times(milliseconds(from) - leeway.toMillis(), milliseconds(expires) + leeway.toMillis());
        times.check(now);
        if (expires.compareTo(latest) > 0) {
            throw Reason.LIFETIME_TOO_LONG.exception();
        }
        return times;
    }

    /**
     * Lets pass what is good now.
     *
     * @throws dev.verge.auth.token.RefusalException otherwise
     */
    public void check(long now) {
        if (now >= until) {
            throw Reason.EXPIRED.exception();
        }
        if (now < from) {
            throw Reason.NOT_YET_VALID.exception();
        }
    }

    private static long milliseconds(BigDecimal seconds) {
        return seconds.movePointRight(3).longValue();
    }
}
