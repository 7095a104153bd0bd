package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.observation.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When an operation leaves the shared lane, and when it comes back. */
class LaneChoiceTest {
    private final List<Observation> observed = new ArrayList<>();
    private long now = 1;
    private final LaneChoice choice = new LaneChoice("operation", false, false, observed::add, () -> now);

    @Test
    void anOperationThatIsMostlySlowLeavesForAWhile() {
        run(3, 3);
        assertThat(choice.isExclusive()).isTrue();
        assertThat(observed).hasSize(1);
        now += Duration.ofMinutes(11).toNanos();
        assertThat(choice.isExclusive()).isFalse();
    }

    /** As when a table is locked for a second. */
    @Test
    void aBusyOperationStaysThatWasSlowAFewTimes() {
        run(1_000, 16);
        assertThat(choice.isExclusive()).isFalse();
        assertThat(observed).isEmpty();
    }

    @Test
    void aBusyOperationLeavesThatHoldsUpTheOthersAgainAndAgain() {
        run(1_000, 60);
        assertThat(choice.isExclusive()).isTrue();
        assertThat(observed).hasSize(1);
    }

    @Test
    void whatWasSlowLongAgoDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            run(1, 1);
            now += Duration.ofSeconds(40).toNanos();
        }
        assertThat(choice.isExclusive()).isFalse();
    }

    private void run(int requests, int slow) {
        IntStream.range(0, requests)
                .forEach(i -> assertThat(choice.isExclusive()).isFalse());
        IntStream.range(0, slow).forEach(i -> choice.tooSlow());
    }
}
