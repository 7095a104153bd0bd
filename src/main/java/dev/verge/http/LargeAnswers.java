package dev.verge.http;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests whose answers are usually large begin only while there is room for their answers, each in its turn: an answer
 * for which there is none would be cut off, or cut off another one. Nobody else waits for it. Confined to one event loop.
 */
final class LargeAnswers {
    private static final int LARGE = 64 * 1024;
    /** Of the operations' usual answers: a smaller one takes so much off, a larger one counts at once. */
    private static final int FORGETTING = 8;
    /** What is left for answers that are larger than usual. */
    private static final int SPARE_SHARE = 4;

    private static final long TICK_MILLIS = 250;

    private final Vertx vertx;
    private final UnreadAnswers unread;
    private final LongSupplier nanoTime;
    private final Map<String, Long> usual = new HashMap<>();
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private long begun;
    private long ticks = -1;

    LargeAnswers(Vertx vertx, UnreadAnswers unread, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.unread = unread;
        this.nanoTime = nanoTime;
        unread.onLess(this::serveWaitingLater);
    }

    /** Whether the answers of an operation are usually large. */
    boolean isLarge(String operationId) {
        return usual.containsKey(operationId);
    }

    /** An operation has answered with so many bytes. */
    void learn(String operationId, int length) {
        if (length < LARGE && usual.isEmpty()) {
            return;
        }
        long before = usual.getOrDefault(operationId, 0L);
        long now = Math.max(length, before - (before - length) / FORGETTING);
        if (now >= LARGE) {
            usual.put(operationId, now);
        } else {
            usual.remove(operationId);
        }
    }

    /**
     * Completes when there is room for the answer; {@link Turn#end} is to be called when it is there.
     *
     * @param copies how many times the answer is in memory while it is sent
     * @param places how many may wait; whoever comes then is refused
     * @param patience for how long it is worth waiting
     * @param over completes when nobody waits any more
     * @return fails with the {@link dev.verge.problem.ProblemException} that says so
     */
    Future<Turn> enter(String operationId, int copies, int places, Duration patience, Future<?> over) {
        var turn = new Turn(
                Math.min(copies * usual.getOrDefault(operationId, 0L), unread.most() - spare()),
                nanoTime.getAsLong() + patience.toNanos());
        if (waiting.isEmpty() && hasRoom(turn)) {
            turn.begin();
        } else if (waiting.size() >= places) {
            turn.refuse();
        } else {
            waiting.add(turn);
            over.onComplete(ended -> turn.refuse());
            if (ticks < 0) {
                ticks = vertx.setPeriodic(TICK_MILLIS, tick -> makeRoom());
            }
        }
        return turn.promise.future();
    }

    private long spare() {
        return unread.most() / SPARE_SHARE;
    }

    /** One of any size has its turn when no other one has, whatever small answers there are. */
    private boolean hasRoom(Turn turn) {
        return unread.bytes() + begun + turn.size <= unread.most() - spare()
                || (begun == 0 && unread.bytes() <= spare());
    }

    /** Not at once: what begins may be done already, and lets the next one begin. */
    private void serveWaitingLater() {
        if (!waiting.isEmpty()) {
            vertx.runOnContext(later -> serveWaiting());
        }
    }

    private void serveWaiting() {
        for (Turn first = first(); first != null && hasRoom(first); first = first()) {
            waiting.remove(first);
            first.begin();
        }
    }

    private @Nullable Turn first() {
        Iterator<Turn> turns = waiting.iterator();
        return turns.hasNext() ? turns.next() : null;
    }

    /** Those who wait need not wait for callers who do not read, nor until it is too late to read. */
    private void makeRoom() {
        long now = nanoTime.getAsLong();
        List.copyOf(waiting).stream().filter(turn -> now - turn.until > 0).forEach(Turn::refuse);
        Turn first = first();
        while (first != null && !hasRoom(first) && unread.cutOffSlowest()) {
            first = first();
        }
        if (first == null) {
            vertx.cancelTimer(ticks);
            ticks = -1;
        }
    }

    /** One request's turn. */
    final class Turn {
        private final Promise<Turn> promise = Promise.promise();
        private final long size;
        private final long until;

        private Turn(long size, long until) {
            this.size = size;
            this.until = until;
        }

        private void begin() {
            begun += size;
            promise.complete(this);
        }

        private void refuse() {
            waiting.remove(this);
            promise.tryFail(Problem.of(ProblemType.UNAVAILABLE, "Too many large answers wait for their callers")
                    .withHeader("Retry-After", "1")
                    .exception());
        }

        /** The answer is there, or there is none. */
        void end() {
            begun -= size;
            serveWaitingLater();
        }
    }
}
