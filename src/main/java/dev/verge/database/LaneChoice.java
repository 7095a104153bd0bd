package dev.verge.database;

import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Which lane the transactions of one operation take. One that is too slow for the shared lane again and again leaves it
 * for a while. Confined to one event loop.
 */
public final class LaneChoice {
    private static final int TOO_OFTEN = 3;
    /** One in so many is too often; fewer are those that had to wait for a lock once, as when a table is altered. */
    private static final int SHARE = 10;
    /** So many are too often, however many are fast: each holds up a connection. */
    private static final int FAR_TOO_OFTEN = 60;

    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration AWAY = Duration.ofMinutes(10);

    private final String operationId;
    private final boolean always;
    private final boolean replica;
    private final Observer observer;
    private final LongSupplier nanoTime;
    private long since;
    private long minute;
    private int runs;
    private int slow;
    private boolean moved;

    /**
     * Begins with nothing known.
     *
     * @param always whether they take the exclusive lane in any case
     * @param replica whether a replica may run them
     * @param observer is told when the operation leaves the shared lane
     * @param nanoTime a monotonic clock
     */
    public LaneChoice(String operationId, boolean always, boolean replica, Observer observer, LongSupplier nanoTime) {
        this.operationId = operationId;
        this.always = always;
        this.replica = replica;
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    boolean isReplica() {
        return replica;
    }

    boolean isExclusive() {
        if (moved && nanoTime.getAsLong() - since > AWAY.toNanos()) {
            moved = false;
            slow = 0;
        }
        count();
        return always || moved;
    }

    /** Half of those of the minutes before count, too. */
    private void count() {
        long now = nanoTime.getAsLong();
        if (now - minute > WITHIN.toNanos()) {
            minute = now;
            runs /= 2;
        }
        runs++;
    }

    /** One was ended by the shared lane's limit. */
    void tooSlow() {
        long now = nanoTime.getAsLong();
        if (slow == 0 || now - since > WITHIN.toNanos()) {
            since = now;
            slow = 0;
        }
        slow++;
        if (!moved && slow >= TOO_OFTEN && (slow >= runs / SHARE || slow >= FAR_TOO_OFTEN)) {
            moved = true;
            since = now;
            observer.accept(new Observation.OperationMoved(operationId, AWAY));
        }
    }
}
