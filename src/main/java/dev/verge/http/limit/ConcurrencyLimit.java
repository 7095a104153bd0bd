package dev.verge.http.limit;

import java.time.Duration;

/**
 * How many requests one event loop has in hand at a time. An adaptive limit falls while more than half of it is in use and
 * answers take twice as long as they did over the last minutes, and rises again behind that: then what is too much is
 * refused before it has cost anything, and what was let in is still answered in time.
 *
 * <p>The algorithm is the gradient of Netflix's concurrency-limits (Gradient2Limit), with a sum for each second in place of
 * objects for each request, and a faster rise.
 */
public final class ConcurrencyLimit {
    private static final long WINDOW = Duration.ofSeconds(1).toNanos();
    private static final int LEAST_SAMPLES = 10;
    private static final int SMALLEST_SHARE = 32;
    private static final double TOLERANCE = 2;
    private static final double STEEPEST = 0.5;
    private static final double SMOOTHING = 0.2;
    /** What the limit rises by in a window: behind an outage it is back in a quarter of a minute. */
    private static final double GROWTH = 0.25;

    private static final int LEAST_GROWTH = 4;

    private final int most;
    private final int least;
    private final boolean adaptive;
    private final UsualLatency usual = new UsualLatency();
    private double limit;
    private int inFlight;
    private int mostInFlight;
    private long windowBegan;
    private long samples;
    private double sum;

    private ConcurrencyLimit(int most, boolean adaptive) {
        this.most = most;
        this.least = Math.max(1, most / SMALLEST_SHARE);
        this.adaptive = adaptive;
        this.limit = most;
    }

    /**
     * A limit that begins at its largest.
     *
     * @param most what the event loop's lanes carry and queue
     * @param adaptive whether there is a limit beside that of the queue
     */
    public static ConcurrencyLimit of(int most, boolean adaptive) {
        return new ConcurrencyLimit(adaptive ? most : Integer.MAX_VALUE, adaptive);
    }

    /** Takes a place, if there is one. */
    public boolean enter() {
        if (inFlight >= now()) {
            return false;
        }
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        return true;
    }

    /**
     * Gives the place back.
     *
     * @param began when it was taken, in nanoseconds of a monotonic clock
     * @param took how long the answer took, in nanoseconds
     * @param status of the answer: a refusal took no time that says anything
     */
    public void leave(long began, long took, int status) {
        inFlight--;
        if (adaptive && (status < 300 || status == 504)) {
            sum += took;
            samples++;
            long ended = began + took;
            if (ended - windowBegan >= WINDOW && samples >= LEAST_SAMPLES) {
                adapt(Math.max(1, sum / samples));
                windowBegan = ended;
                samples = 0;
                sum = 0;
                mostInFlight = inFlight;
            }
        }
    }

    private void adapt(double latency) {
        double expected = usual.learn(latency);
        if (mostInFlight >= limit / 2) {
            double gradient = Math.max(STEEPEST, Math.min(1, TOLERANCE * expected / latency));
            double change =
                    gradient < 1 ? (limit * gradient - limit) * SMOOTHING : Math.max(LEAST_GROWTH, limit * GROWTH);
            limit = Math.max(least, Math.min(most, limit + change));
        }
    }

    /** How many requests may be in hand now. */
    public int now() {
        return (int) limit;
    }
}
