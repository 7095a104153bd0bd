package dev.verge.http.connection;

import java.util.concurrent.TimeUnit;

/**
 * How fast a caller of HTTP/2 may take requests back (RST_STREAM). Whoever does so all the time is made to wait before it is
 * cut off: a connection that is cut at once is opened again at once, and each costs others as much as it may.
 */
final class ResetPace {
    /** As a browser takes back when its user leaves a page. */
    private static final int AT_ONCE = 100;

    private static final int EACH_SECOND = 50;

    private static final double NANOS_EACH = (double) TimeUnit.SECONDS.toNanos(1) / EACH_SECOND;

    private double left = AT_ONCE;
    private long asked;

    /** Begins with all of them, at a moment of {@code System.nanoTime()}. */
    ResetPace(long now) {
        asked = now;
    }

    /** A request is taken back. How long nothing more of this caller's is looked at, in nanoseconds; 0 or more. */
    long take(long now) {
        left = Math.min(AT_ONCE, left + (now - asked) / NANOS_EACH) - 1;
        asked = now;
        return left >= 0 ? 0 : (long) (-left * NANOS_EACH);
    }
}
