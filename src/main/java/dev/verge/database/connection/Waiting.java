package dev.verge.database.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a place, the first one first; who gives up leaves. Confined to one event loop. */
final class Waiting {
    private final Set<Promise<LaneConnection>> queue = new LinkedHashSet<>();
    private final int limit;

    /** @param limit how many may wait */
    Waiting(int limit) {
        this.limit = limit;
    }

    /**
     * Whether nobody may enter.
     *
     * @param more how many may wait beyond the limit
     */
    boolean isFull(int more) {
        return queue.size() >= limit + more;
    }

    /** How many there are; any thread may ask, and may be told of a moment ago. */
    int size() {
        return queue.size();
    }

    /** A place in the queue. */
    Future<LaneConnection> enter(Future<?> over) {
        Promise<LaneConnection> turn = Promise.promise();
        queue.add(turn);
        over.onComplete(ended -> {
            if (queue.remove(turn)) {
                turn.fail("nobody waits any more");
            }
        });
        return turn.future();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Whose turn it is; null when nobody waits. */
    @Nullable
    Promise<LaneConnection> next() {
        var next = queue.iterator();
        if (!next.hasNext()) {
            return null;
        }
        Promise<LaneConnection> turn = next.next();
        next.remove();
        return turn;
    }

    /** Sends all away. */
    void fail(Throwable cause) {
        for (var turn = next(); turn != null; turn = next()) {
            turn.fail(cause);
        }
    }
}
