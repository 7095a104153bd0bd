package dev.verge.observation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A stretch of time in which requests are answered 503, as a full queue or a database that is gone makes them. Begins
 * with the first one, and is over when another request is answered and none was so for a while. Any thread may use it.
 */
final class Shortage {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private volatile boolean lasts;
    private long began;
    private long latest;
    private long refused;

    Shortage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * What there was.
     *
     * @param refused how many requests were answered 503
     * @param duration from the first to the last of them
     */
    record Past(long refused, Duration duration) {}

    /** A request is answered 503; whether it is the first one. */
    synchronized boolean refuse() {
        boolean first = !lasts;
        latest = nanoTime.getAsLong();
        began = first ? latest : began;
        refused = first ? 1 : refused + 1;
        lasts = true;
        return first;
    }

    /** A request is answered as it should be; what is over with it, if anything. */
    Optional<Past> serve() {
        return lasts ? end() : Optional.empty();
    }

    private synchronized Optional<Past> end() {
        if (!lasts || nanoTime.getAsLong() - latest < QUIET.toNanos()) {
            return Optional.empty();
        }
        lasts = false;
        return Optional.of(new Past(refused, Duration.ofNanos(latest - began)));
    }
}
