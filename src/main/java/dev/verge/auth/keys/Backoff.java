package dev.verge.auth.keys;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next fetch, spread so that many nodes do not ask at once. Used on one context. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration MAXIMUM_WITHOUT_KEYS = Duration.ofSeconds(30);
    private static final Duration MAXIMUM_WITH_KEYS = Duration.ofSeconds(60);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The interval, or up to ten per cent less: never more, for what depends on it is promised to operators. */
    Duration afterSuccess(Duration interval) {
        failures = 0;
        return Duration.ofMillis((long) (interval.toMillis() * (0.9 + 0.1 * random.nextDouble())));
    }

    /** Doubles with each failure up to a maximum; anything from nothing up to that ("full jitter"). */
    Duration afterFailure(boolean keysAreThere) {
        long maximum = (keysAreThere ? MAXIMUM_WITH_KEYS : MAXIMUM_WITHOUT_KEYS).toMillis();
        long limit = Math.min(maximum, FIRST.toMillis() << Math.min(failures, 16));
        failures++;
        return Duration.ofMillis((long) (limit * random.nextDouble()));
    }
}
