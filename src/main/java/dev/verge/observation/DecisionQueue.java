package dev.verge.observation;

import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.Decision.Outcome;
import dev.verge.observation.Observation.DecisionsLost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Decisions on their way to a thread that may wait for whoever reads the record. Whoever puts one in never waits: what
 * finds no room is counted, and the counts are handed over too.
 */
final class DecisionQueue {
    /** The writer looks by itself; to be woken would cost the event loop more than all else here. */
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private static final int LOOK_FOR_LOSSES = 256;

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int capacity;
    private final Consumer<Entry> writer;
    private final Consumer<DecisionsLost> losses;
    private final Runnable pause;
    private final Map<Outcome, LongAdder> lost = new EnumMap<>(Outcome.class);
    private final Promise<Void> done = Promise.promise();
    private final Thread thread = new Thread(this::write, "decisions");
    private volatile boolean closing;

    /**
     * A queue of bounded length, a quarter of which is kept for those who were not let in.
     *
     * @param writer is handed each decision
     * @param losses is told of those that found no room, as soon as there is some
     * @param pause is run when all are written that there are at the moment
     */
    DecisionQueue(int capacity, Consumer<Entry> writer, Consumer<DecisionsLost> losses, Runnable pause) {
        this.capacity = capacity;
        this.writer = writer;
        this.losses = losses;
        this.pause = pause;
        for (Outcome outcome : Outcome.values()) {
            lost.put(outcome, new LongAdder());
        }
        thread.setDaemon(true);
    }

    /** A decision and when it was made. */
    record Entry(Instant time, Decision decision) {}

    void start() {
        thread.start();
    }

    void add(Entry entry) {
        Outcome outcome = entry.decision().outcome();
        int limit = outcome == Outcome.ALLOW ? capacity - capacity / 4 : capacity;
        if (size.incrementAndGet() <= limit) {
            entries.add(entry);
        } else {
            size.decrementAndGet();
            lose(entry);
        }
    }

    /** Completes when everything is written that is in the queue now. */
    Future<Void> close() {
        closing = true;
        LockSupport.unpark(thread);
        return done.future();
    }

    private void write() {
        boolean last = false;
        while (!last) {
            last = closing;
            writeAll();
            pause.run();
            if (!last) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        done.complete();
    }

    private void writeAll() {
        int written = 0;
        for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
            size.decrementAndGet();
            write(entry);
            if (++written % LOOK_FOR_LOSSES == 0) {
                tellLosses();
            }
        }
        tellLosses();
    }

    /** One that cannot be written is lost as well, and not with it the thread that writes all others. */
    private void write(Entry entry) {
        try {
            writer.accept(entry);
        } catch (RuntimeException | Error e) {
            lose(entry);
        }
    }

    private void lose(Entry entry) {
        Objects.requireNonNull(lost.get(entry.decision().outcome()), "outcome").increment();
    }

    private void tellLosses() {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        lost.forEach((outcome, count) -> {
            long now = count.sumThenReset();
            if (now > 0) {
                counts.put(outcome, now);
            }
        });
        if (!counts.isEmpty()) {
            losses.accept(new DecisionsLost(counts));
        }
    }
}
