package dev.verge.management;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The liveness check of event loops: each writes down the time once a second; one that does not is stuck. */
public final class Heartbeats implements Supplier<CheckResult> {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Map<Long, Long> beats = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final Duration limit;

    /**
     * Watches no loop yet.
     *
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime()}
     * @param limit how long a loop may be silent
     */
    public Heartbeats(LongSupplier nanoTime, Duration limit) {
        this.nanoTime = nanoTime;
        this.limit = limit;
    }

    /**
     * Watches the event loop of the current context; called on it, from a verticle's start. The verticle's end is to
     * {@link #forget} it.
     *
     * @return what names this loop
     */
    public long watch(Vertx vertx) {
        long loop = vertx.setPeriodic(INTERVAL.toMillis(), this::beat);
        beat(loop);
        return loop;
    }

    private void beat(long loop) {
        beats.put(loop, nanoTime.getAsLong());
    }

    /** No longer watches a loop. */
    public void forget(Vertx vertx, long loop) {
        vertx.cancelTimer(loop);
        beats.remove(loop);
    }

    @Override
    public CheckResult get() {
        long now = nanoTime.getAsLong();
        boolean stuck = beats.values().stream().anyMatch(beat -> now - beat > limit.toNanos());
        return stuck ? CheckResult.down("stuck") : CheckResult.healthy();
    }
}
