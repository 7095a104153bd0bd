package dev.verge.observation;

import dev.verge.observation.DecisionQueue.Entry;
import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.Decision.Outcome;
import dev.verge.observation.Observation.DecisionsLost;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the decision record: one JSON object a line on a logger of its own, {@value #LOGGER}, on a thread of its own.
 * A reader of the record that is too slow holds up no request; what it misses is counted in the record.
 */
public final class DecisionLog implements Observer {
    static final String LOGGER = "dev.verge.decision";

    private static final int CAPACITY = 16_384;

    private final Logger log = LoggerFactory.getLogger(LOGGER);
    private final Clock clock;
    private final int sampleAllows;
    private final Observer observer;
    private final Map<String, AtomicInteger> allowed = new ConcurrentHashMap<>();
    private final DecisionQueue queue;

    /**
     * A record that is being written until it is closed.
     *
     * @param clock stamps the lines
     * @param sampleAllows of this many allows of an operation one is recorded; everything else is recorded whole
     * @param observer is told when lines were lost
     */
    public DecisionLog(Clock clock, int sampleAllows, Observer observer) {
        this(clock, sampleAllows, observer, CAPACITY);
    }

    DecisionLog(Clock clock, int sampleAllows, Observer observer, int capacity) {
        this.clock = clock;
        this.sampleAllows = sampleAllows;
        this.observer = observer;
        this.queue = new DecisionQueue(capacity, this::write, this::write, System.out::flush);
        queue.start();
    }

    @Override
    public void accept(Observation observation) {
        if (observation instanceof Decision decision && log.isInfoEnabled() && isWanted(decision)) {
            queue.add(new Entry(clock.instant(), decision));
        }
    }

    @Override
    public Future<Void> close() {
        return queue.close();
    }

    private boolean isWanted(Decision decision) {
        return sampleAllows == 1
                || decision.outcome() != Outcome.ALLOW
                || allowed.computeIfAbsent(decision.operationId(), operation -> new AtomicInteger())
                                        .getAndIncrement()
                                % sampleAllows
                        == 0;
    }

    private void write(Entry entry) {
        log.info(DecisionLine.of(entry.time(), entry.decision()));
    }

    private void write(DecisionsLost lost) {
        log.warn(DecisionLine.of(clock.instant(), lost));
        observer.accept(lost);
    }
}
