package dev.verge;

import dev.verge.observation.Observation.LoopLate;
import dev.verge.observation.Observer;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Measures how long an event loop lets its work wait, by how late it runs a timer. */
final class LoopLag {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Observer observer;
    private long last = System.nanoTime();

    private LoopLag(Observer observer) {
        this.observer = observer;
    }

    /** Measures the event loop of the current context until the timer that it returns is cancelled. */
    static long watch(Vertx vertx, Observer observer) {
        var lag = new LoopLag(observer);
        return vertx.setPeriodic(INTERVAL.toMillis(), tick -> lag.tick());
    }

    private void tick() {
        long now = System.nanoTime();
        long late = now - last - INTERVAL.toNanos();
        last = now;
        observer.accept(new LoopLate(Duration.ofNanos(Math.max(0, late))));
    }
}
