package dev.verge.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2FrameTypes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ControlFramesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ControlFrames frames = new ControlFrames(0);

    @Test
    void endsWithAll() {
        assertThat(taken(0)).isEqualTo(1_000);
    }

    @Test
    void comesBackWithTime() {
        taken(0);
        assertThat(taken(SECOND)).isBetween(99, 100);
        assertThat(taken(100 * SECOND)).isEqualTo(1_000);
    }

    @Test
    void comesWithRequests() {
        taken(0);
        frames.sent(2_048);
        for (int i = 0; i < 2; i++) {
            assertThat(frames.take(Http2FrameTypes.HEADERS, 0)).isTrue();
        }
        assertThat(taken(0)).isBetween(19, 20);
    }

    @Test
    void comesWithWhatIsSent() {
        taken(0);
        frames.sent(64 << 10);
        assertThat(taken(0)).isBetween(31, 32);
    }

    /** How many may come at a moment. */
    private int taken(long now) {
        int count = 0;
        while (frames.take(Http2FrameTypes.PING, now)) {
            count++;
        }
        return count;
    }
}
