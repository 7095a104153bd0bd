package dev.verge.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.observation.DecisionQueue.Entry;
import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.Decision.Outcome;
import dev.verge.observation.Observation.DecisionsLost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What waits to be written is written, whatever becomes of the one before it. */
class DecisionQueueTest {
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<DecisionsLost> lost = new CopyOnWriteArrayList<>();

    @Test
    void oneThatCannotBeWrittenIsCountedAndTheOthersAreWritten() throws Exception {
        var queue = new DecisionQueue(100, this::write, lost::add, () -> {});
        queue.add(entry("error"));
        queue.add(entry("exception"));
        queue.add(entry("good"));
        queue.start();
        queue.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(written).containsExactly("good");
        assertThat(lost).containsExactly(new DecisionsLost(Map.of(Outcome.DENY, 2L)));
    }

    private void write(Entry entry) {
        switch (entry.decision().operationId()) {
            case "error" -> throw new OutOfMemoryError("as if");
            case "exception" -> throw new IllegalStateException("as if");
            default -> written.add(entry.decision().operationId());
        }
    }

    private static Entry entry(String operation) {
        var decision = new Decision(
                Outcome.DENY, "reason", operation, null, Map.of(), TokenFacts.NONE, "r", null, Duration.ZERO);
        return new Entry(Instant.EPOCH, decision);
    }
}
