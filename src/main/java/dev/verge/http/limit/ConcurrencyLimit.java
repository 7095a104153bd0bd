package dev.verge.http.limit;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import java.util.concurrent.TimeUnit;

/**
 * How many requests one event loop has in hand at a time. An adaptive limit falls while more than half of it is in use and
 * answers take twice as long as they did over the last minutes, and rises again behind that: then what is too much is
 * refused before it has cost anything, and what was let in is still answered in time.
 */
public final class ConcurrencyLimit {
    private static final int SMALLEST_SHARE = 32;
    private static final double TOLERANCE = 2;

    private final Limit limit;
    private int inFlight;

    private ConcurrencyLimit(Limit limit) {
        this.limit = limit;
    }

    /**
     * A limit that begins at its largest.
     *
     * @param most what the event loop's lanes carry and queue
     * @param adaptive whether there is a limit beside that of the queue
     */
    public static ConcurrencyLimit of(int most, boolean adaptive) {
        if (!adaptive) {
            return new ConcurrencyLimit(FixedLimit.of(Integer.MAX_VALUE));
        }
        return new ConcurrencyLimit(WindowedLimit.newBuilder()
                .minWindowTime(1, TimeUnit.SECONDS)
                .maxWindowTime(1, TimeUnit.SECONDS)
                .build(Gradient2Limit.newBuilder()
                        .initialLimit(most)
                        .maxConcurrency(most)
                        .minLimit(Math.max(1, most / SMALLEST_SHARE))
                        .rttTolerance(TOLERANCE)
                        .build()));
    }

    /** Takes a place, if there is one. */
    public boolean enter() {
        if (inFlight >= limit.getLimit()) {
            return false;
        }
        inFlight++;
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
        boolean late = status == 503 || status == 504;
        if (late || status < 300) {
            limit.onSample(began, Math.max(1, took), inFlight, late);
        }
        inFlight--;
    }

    /** How many requests may be in hand now. */
    public int now() {
        return limit.getLimit();
    }
}
