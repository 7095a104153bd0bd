package dev.verge.http.limit;

import dev.verge.config.LimitSettings;

/**
 * What one event loop of the public port holds its callers to.
 *
 * @param rates shared by all event loops
 * @param concurrency of this one
 * @param connections how many may be open on this one, 1 or more
 */
public record Limits(RateLimits rates, ConcurrencyLimit concurrency, int connections) {
    /** For a port that only operators reach. */
    public static Limits none() {
        var settings = new LimitSettings(null, null, null, 1, false);
        return new Limits(new RateLimits(settings, System::nanoTime), ConcurrencyLimit.of(1, false), Integer.MAX_VALUE);
    }
}
