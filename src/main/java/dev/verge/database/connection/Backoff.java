package dev.verge.database.connection;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt to connect: twice as long each time, and never all nodes at once. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long LAST_MILLIS = 500;

    private long next = FIRST_MILLIS;

    /** In milliseconds, at least half of what the attempts so far stand for. */
    long next() {
        long millis = next;
        next = Math.min(LAST_MILLIS, next * 2);
        return ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
    }

    void reset() {
        next = FIRST_MILLIS;
    }
}
