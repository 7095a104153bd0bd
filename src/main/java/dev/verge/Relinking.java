package dev.verge;

import dev.verge.database.statement.SchemaChangedException;
import dev.verge.observation.Observation;
import dev.verge.observation.Observation.RequestFailed;
import dev.verge.observation.Observer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Links anew when a request finds that its statement has other columns than it was linked with: somebody has changed the
 * schema. Not more often than once in a while, for it may be that nothing fits any more.
 */
final class Relinking implements Observer {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final Runnable reload;
    private final LongSupplier nanoTime;
    private final AtomicLong next;

    Relinking(Runnable reload, LongSupplier nanoTime) {
        this.reload = reload;
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public void accept(Observation observation) {
        if (observation instanceof RequestFailed failed
                && failed.cause() instanceof SchemaChangedException
                && isDue()) {
            reload.run();
        }
    }

    private boolean isDue() {
        long due = next.get();
        long now = nanoTime.getAsLong();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE);
    }
}
