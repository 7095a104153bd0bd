package dev.verge.observation.trace;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets so many pass in each second. Any thread may use it; of two that begin a second at once, both count in it. */
final class PerSecond {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int limit;
    private final LongSupplier nanoTime;
    private final AtomicLong begin;
    private final AtomicInteger taken = new AtomicInteger();

    PerSecond(int limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.begin = new AtomicLong(nanoTime.getAsLong());
    }

    boolean takes() {
        long now = nanoTime.getAsLong();
        long since = begin.get();
        if (now - since >= SECOND && begin.compareAndSet(since, now)) {
            taken.set(0);
        }
        return taken.get() < limit && taken.incrementAndGet() <= limit;
    }
}
