package dev.verge.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private static final int MOST = 640;

    private final ConcurrencyLimit limit = ConcurrencyLimit.of(MOST, true);
    private long now;

    @Test
    void beginsWithAllThatTheLanesTake() {
        assertThat(takeAll()).isEqualTo(MOST);
        limit.leave(0, 1, 200);
        assertThat(limit.enter()).isTrue();
        assertThat(limit.enter()).isFalse();
    }

    @Test
    void fallsWhileAnswersTakeMuchLongerAndRisesBehindThat() {
        busySeconds(30, Duration.ofMillis(10));
        assertThat(limit.now()).isEqualTo(MOST);
        busySeconds(30, Duration.ofMillis(100));
        int fallen = limit.now();
        assertThat(fallen).isLessThan(MOST / 2).isGreaterThanOrEqualTo(MOST / 32);
        busySeconds(20, Duration.ofMillis(10));
        assertThat(limit.now()).isEqualTo(MOST);
    }

    @Test
    void staysWhereItIsWhileFewAreInHand() {
        seconds(30, 10, Duration.ofMillis(10));
        seconds(30, 10, Duration.ofSeconds(1));
        assertThat(limit.now()).isEqualTo(MOST);
    }

    @Test
    void learnsNothingOfRefusals() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(limit.enter()).isTrue();
            now += Duration.ofMillis(1).toNanos();
            limit.leave(now, Duration.ofSeconds(i / 100).toNanos(), 401);
        }
        assertThat(limit.now()).isEqualTo(MOST);
    }

    @Test
    void isNoneWhenItIsFixed() {
        var fixed = ConcurrencyLimit.of(1, false);
        assertThat(fixed.enter() && fixed.enter() && fixed.enter()).isTrue();
    }

    private int takeAll() {
        int taken = 0;
        while (limit.enter()) {
            taken++;
        }
        return taken;
    }

    /** As many at a time as there is room for. */
    private void busySeconds(int count, Duration latency) {
        for (int i = 0; i < count; i++) {
            answer(takeAll(), latency);
        }
    }

    private void seconds(int count, int atATime, Duration latency) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < atATime; j++) {
                assertThat(limit.enter()).isTrue();
            }
            answer(atATime, latency);
        }
    }

    private void answer(int count, Duration latency) {
        now += Duration.ofMillis(1_001).toNanos();
        for (int i = 0; i < count; i++) {
            limit.leave(now, latency.toNanos(), 200);
        }
    }
}
