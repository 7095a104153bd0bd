package dev.verge.http.limit;

import dev.verge.config.LimitSettings.Rate;
import io.vertx.core.MultiMap;

/**
 * What is left of a limit behind a request.
 *
 * @param name of the limit
 * @param allowed whether the request is within it
 * @param left requests that may follow at once
 * @param reset seconds until all of them may again
 * @param retry seconds until the next one may, at least 1
 */
public record Quota(String name, Rate rate, boolean allowed, long left, long reset, long retry) {
    /** Tells the caller ("RateLimit header fields for HTTP", draft-ietf-httpapi-ratelimit-headers-10). */
    public void tell(MultiMap headers) {
        headers.add("RateLimit-Policy", quoted() + ";q=" + rate.requests() + ";w=" + window());
        headers.add("RateLimit", quoted() + ";r=" + left + ";t=" + reset);
    }

    private String quoted() {
        return '"' + name + '"';
    }

    /** In seconds, at least one. */
    private long window() {
        return Math.max(1, rate.per().toSeconds());
    }
}
