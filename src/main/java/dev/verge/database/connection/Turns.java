package dev.verge.database.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who may use a connection next. The pool has a queue too, but none that a request could leave: one whose deadline has
 * passed would keep its place from those who still have time. Confined to one event loop.
 */
final class Turns {
    private final Set<Promise<Void>> waiting = new LinkedHashSet<>();
    private final int queue;
    private int free;

    /**
     * Begins with nobody waiting.
     *
     * @param turns how many may be taken at a time
     * @param queue how many may wait
     */
    Turns(int turns, int queue) {
        this.free = turns;
        this.queue = queue;
    }

    /** Succeeds when it is the caller's turn, fails at once when too many wait, or when the caller gives up. */
    Future<Void> take(Future<?> givenUp) {
        if (free > 0) {
            free--;
            return Future.succeededFuture();
        }
        if (waiting.size() >= queue) {
            return Future.failedFuture(DatabaseUnreachableException.busy());
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(turn);
        givenUp.onFailure(reason -> leave(turn, reason));
        return turn.future();
    }

    /** Gives a turn that was taken to the next in the queue. */
    void giveBack() {
        var next = waiting.iterator();
        if (next.hasNext()) {
            Promise<Void> turn = next.next();
            next.remove();
            turn.complete();
        } else {
            free++;
        }
    }

    private void leave(Promise<Void> turn, Throwable reason) {
        if (waiting.remove(turn)) {
            turn.fail(reason);
        }
    }
}
