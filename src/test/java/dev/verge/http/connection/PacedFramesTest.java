package dev.verge.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacedFramesTest {
    private static final byte[] REQUEST = {0, 0, 1, 1, 5, 0, 0, 0, 1, 0};
    /** As long as a request here, which a real one never is. */
    private static final byte[] RESET = {0, 0, 1, 3, 0, 0, 0, 0, 1, 0};

    private final EmbeddedChannel channel = new EmbeddedChannel(new PacedFrames());

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void handsOnFewFramesInOneTurn() {
        assertThat(arrived(40)).isEqualTo(16);
        assertThat(later()).isEqualTo(16);
        assertThat(later()).isEqualTo(8);
        assertThat(later()).isZero();
    }

    @Test
    void handsOnNothingWhileCallerDoesNotRead() {
        writable(false);
        assertThat(arrived(40)).isZero();
        assertThat(later()).isZero();
        assertThat(channel.config().isAutoRead()).isFalse();
        writable(true);
        assertThat(later()).isPositive();
    }

    @Test
    void looksAtNothingMoreOfWhoTakesAllRequestsBackForAMoment() {
        assertThat(arrived(16, RESET)).isEqualTo(16);
        int handedOn = 16;
        handedOn += arrived(184, RESET);
        for (int turn = 0; turn < 8; turn++) {
            handedOn += later();
        }
        // As many as may come at once, and the first of those that have waited.
        assertThat(handedOn).isBetween(100, 102);
        assertThat(channel.config().isAutoRead()).isFalse();
        channel.advanceTimeBy(21, TimeUnit.MILLISECONDS);
        assertThat(later()).isPositive();
    }

    private int arrived(int frames) {
        return arrived(frames, REQUEST);
    }

    private int arrived(int frames, byte[] frame) {
        ByteBuf bytes = Unpooled.buffer();
        for (int i = 0; i < frames; i++) {
            bytes.writeBytes(frame);
        }
        channel.pipeline().fireChannelRead(bytes);
        return handedOn();
    }

    private int later() {
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        var ignored = channel.runScheduledPendingTasks();
        return handedOn();
    }

    private int handedOn() {
        int count = 0;
        for (ByteBuf frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            assertThat(frame.readableBytes()).isEqualTo(REQUEST.length);
            frame.release();
            count++;
        }
        return count;
    }

    private void writable(boolean writable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
        channel.runPendingTasks();
    }
}
