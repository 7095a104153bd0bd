package dev.verge.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/** Reads grow with what comes, and are small while something waits to be looked at: that is all that a flood can fill. */
class ReadSizeTest {
    private static final int LITTLE = 1024;

    private final ReadSize size = ReadSize.limit(new EmbeddedChannel());
    private final ReadSize.Handle handle = size.newHandle();

    @Test
    void growsWithWhatComesUpToALimit() {
        int first = handle.guess();
        for (int i = 0; i < 10; i++) {
            fill();
        }
        assertThat(handle.guess()).isGreaterThan(first).isEqualTo(16 * LITTLE);
    }

    @Test
    void isSmallWhileThereIsEnough() {
        fill();
        size.enough(true);
        assertThat(handle.guess()).isEqualTo(LITTLE);
        size.enough(false);
        assertThat(handle.guess()).isGreaterThan(LITTLE);
    }

    /** Pieces of a pool that wait on many connections keep all of it from being used again. */
    @Test
    void takesNoMemoryBesideTheHeap() {
        var buffer = handle.allocate(ByteBufAllocator.DEFAULT);
        assertThat(buffer.isDirect()).isFalse();
        buffer.release();
    }

    private void fill() {
        handle.attemptedBytesRead(handle.guess());
        handle.lastBytesRead(handle.guess());
        handle.readComplete();
    }
}
