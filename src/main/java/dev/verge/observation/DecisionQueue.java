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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Decisions on their way to a thread that may wait for whoever reads the record. Whoever puts one in never waits: what
 * finds no room is counted, and the counts are handed over too.
 */
final class DecisionQueue {
    private static final Decision NONE = new Decision(
            Outcome.UNDECIDED, "", "", null, Map.of(), TokenFacts.NONE, "", null, Duration.ZERO);
    private static final Entry END = new Entry(Instant.EPOCH, NONE);

    private final BlockingQueue<Entry> entries;
    private final int reserve;
    private final Consumer<Entry> writer;
    private final Consumer<DecisionsLost> losses;
    private final Map<Outcome, LongAdder> lost = new EnumMap<>(Outcome.class);
    private final Promise<Void> done = Promise.promise();
    private volatile boolean closing;

    /**
     * A queue of bounded length, a quarter of which is kept for those who were not let in.
     *
     * @param writer is handed each decision
     * @param losses is told of those that found no room, as soon as there is some
     */
    DecisionQueue(int capacity, Consumer<Entry> writer, Consumer<DecisionsLost> losses) {
        this.entries = new ArrayBlockingQueue<>(capacity);
        this.reserve = capacity / 4;
        this.writer = writer;
        this.losses = losses;
        for (Outcome outcome : Outcome.values()) {
            lost.put(outcome, new LongAdder());
        }
        var thread = new Thread(this::write, "decisions");
        thread.setDaemon(true);
        thread.start();
    }

    /** A decision and when it was made. */
    record Entry(Instant time, Decision decision) {}

    void add(Entry entry) {
        Outcome outcome = entry.decision().outcome();
        boolean mayTakeAll = outcome != Outcome.ALLOW;
        if (!(mayTakeAll || entries.remainingCapacity() > reserve) || !entries.offer(entry)) {
            count(outcome).increment();
        }
    }

    /** Completes when everything is written that is in the queue now. */
    Future<Void> close() {
        closing = true;
        // Without room for it there are decisions to write, behind the last of which the writer looks itself.
        boolean ignored = entries.offer(END);
        return done.future();
    }

    private void write() {
        try {
            while (!(closing && entries.isEmpty())) {
                Entry entry = entries.take();
                if (entry != END) {
                    writer.accept(entry);
                    tellLosses();
                }
            }
            tellLosses();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            done.complete();
        }
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

    private LongAdder count(Outcome outcome) {
        return java.util.Objects.requireNonNull(lost.get(outcome), "outcome");
    }
}
