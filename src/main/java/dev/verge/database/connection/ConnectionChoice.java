package dev.verge.database.connection;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of the open connections of a lane is given to whom. Confined to one event loop. */
final class ConnectionChoice {
    /** Silence of so many times what is usual, and at least so long, is that of a slow statement or of a dead line. */
    private static final int UNUSUAL = 4;

    private static final long UNUSUAL_NANOS = Duration.ofMillis(10).toNanos();

    /** A moment in which a server does something else is no slow statement. */
    private static final long STUCK_NANOS = Duration.ofMillis(200).toNanos();

    /** What may wait behind each other while other connections are free. */
    private static final long TOGETHER_NANOS = Duration.ofMillis(4).toNanos();

    /** A line that takes no longer is soon free again, or another connection open. */
    private static final long NEAR_NANOS = Duration.ofMillis(10).toNanos();

    private final List<LaneConnection> open;
    private final int depth;
    private @Nullable LaneConnection latest;

    /**
     * Chooses from these, whichever there are at the moment.
     *
     * @param depth how many requests one of them carries at a time
     */
    ConnectionChoice(List<LaneConnection> open, int depth) {
        this.open = open;
        this.depth = depth;
    }

    /**
     * The connection that was given last, as long as its server gives one answer after the other and is done with all that is in
     * flight in no time: what is said and heard together takes fewer calls of the system, there and here. Else null.
     */
    @Nullable
    LaneConnection latest() {
        LaneConnection last = latest;
        if (last == null || !last.mayTake(depth)) {
            return null;
        }
        boolean fast = last.wire().pace().sinceAnswer(System.nanoTime()) < TOGETHER_NANOS
                && last.wire().backlog() < TOGETHER_NANOS;
        return fast || last.wire().inFlight() == 0 ? last : null;
    }

    /**
     * The one with the most room of those whose server answers as usual, else of all; null when none has room. What stands
     * behind a slow statement waits for its end.
     */
    @Nullable
    LaneConnection withMostRoom() {
        long now = System.nanoTime();
        long limit = patienceWithSilence();
        LaneConnection best = null;
        boolean bestSilent = false;
        for (int i = 0; i < open.size(); i++) {
            LaneConnection connection = open.get(i);
            if (connection.mayTake(depth)) {
                boolean silent = connection.wire().silence(now) > limit;
                if (best == null || (silent == bestSilent ? connection.taken() < best.taken() : bestSilent)) {
                    best = connection;
                    bestSilent = silent;
                }
            }
        }
        latest = best;
        return best;
    }

    /** Whether its server has something to do although the line is short, or says nothing for longer than usual. */
    boolean mayBeSlow(LaneConnection connection) {
        return connection.wire().pace().quickest() < NEAR_NANOS
                || connection.wire().silence(System.nanoTime()) > patienceWithSilence();
    }

    /** Whether who stands behind a slow statement there is better off elsewhere. */
    boolean isStuck(LaneConnection connection, long now) {
        return connection.wire().silence(now) > Math.max(STUCK_NANOS, patienceWithSilence()) && answers();
    }

    /** Whether there is a connection whose server answers as usual. */
    boolean answers() {
        long now = System.nanoTime();
        long limit = patienceWithSilence();
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).wire().silence(now) <= limit) {
                return true;
            }
        }
        return false;
    }

    /** The connection that was heard last, whether it has room or not; null when there is none. */
    @Nullable
    LaneConnection any() {
        long now = System.nanoTime();
        return open.stream()
                .min(Comparator.comparingLong(connection -> connection.wire().silence(now)))
                .orElse(null);
    }

    /** What is usual where answers come soonest says what the server and the line to it take. */
    private long patienceWithSilence() {
        long usual = Long.MAX_VALUE / UNUSUAL;
        for (int i = 0; i < open.size(); i++) {
            long here = open.get(i).wire().pace().usual();
            usual = here > 0 ? Math.min(usual, here) : usual;
        }
        return Math.max(UNUSUAL_NANOS, UNUSUAL * usual);
    }
}
