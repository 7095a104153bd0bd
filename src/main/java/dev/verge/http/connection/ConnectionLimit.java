package dev.verge.http.connection;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many connections of callers one event loop holds open. One too many takes the place of the one that has waited
 * longest for a request, so that whoever opens connections and says nothing keeps nobody out; when every one is being
 * served it is closed itself.
 */
public final class ConnectionLimit {
    /** Of all connections, so many are found at once that wait: one flood after another must not look at all of them. */
    private static final int SHARE = 8;

    private final int most;
    private final Set<HeadTimer> open = new HashSet<>();
    private final Queue<Waiting> longest = new ArrayDeque<>();
    private long turns;
    private long lookedAt = -1;

    /**
     * A limit without connections.
     *
     * @param most 1 or more
     */
    public ConnectionLimit(int most) {
        this.most = most;
    }

    private record Waiting(HeadTimer connection, long since) {}

    /** Gives the turn at which it began to wait; one that finds no room has none. */
    long opened(HeadTimer connection) {
        if (open.size() >= most) {
            makeRoom();
        }
        if (open.size() < most) {
            open.add(connection);
            return turn();
        }
        connection.close();
        return 0;
    }

    void closed(HeadTimer connection) {
        open.remove(connection);
        if (open.size() < most / 2) {
            // The flood is over: what is left of those that were found is not kept for the next one.
            longest.clear();
        }
    }

    /** Grows with every call: who has the smallest has waited longest. */
    long turn() {
        return turns++;
    }

    private void makeRoom() {
        HeadTimer last = longestWaiting();
        if (last == null && lookedAt != turns) {
            look();
            last = longestWaiting();
        }
        if (last != null) {
            last.close();
        }
    }

    /** Whoever is not among those that were found has waited less than all of them. */
    private @Nullable HeadTimer longestWaiting() {
        for (Waiting next = longest.poll(); next != null; next = longest.poll()) {
            var connection = next.connection();
            if (open.contains(connection) && connection.waits() && connection.waitsSince() == next.since()) {
                return connection;
            }
        }
        return null;
    }

    /** Requests, of which there are many more than connections that are too many, cost nothing. */
    private void look() {
        lookedAt = turns;
        open.stream()
                .filter(HeadTimer::waits)
                .map(connection -> new Waiting(connection, connection.waitsSince()))
                .sorted(Comparator.comparingLong(Waiting::since))
                .limit(most / SHARE + 1)
                .forEach(longest::add);
    }
}
