package dev.verge.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResetPaceTest {
    private final ResetPace pace = new ResetPace(0);

    @Test
    void aHundredAtOnceWaitForNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(pace.take(0)).isZero();
        }
        assertThat(pace.take(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(pace.take(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(40));
    }

    @Test
    void fiftyMoreMayComeEachSecond() {
        for (int i = 0; i < 100; i++) {
            assertThat(pace.take(0)).isZero();
        }
        for (int i = 0; i < 50; i++) {
            assertThat(pace.take(TimeUnit.SECONDS.toNanos(1))).isZero();
        }
        assertThat(pace.take(TimeUnit.SECONDS.toNanos(1))).isPositive();
        assertThat(pace.take(TimeUnit.SECONDS.toNanos(60))).isZero();
    }
}
