package dev.verge.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;

/**
 * How much of what one connection brings is taken up at a time: as much as usually comes, so that others get their turns, and
 * little while there is more than can be looked at.
 */
final class ReadSize extends AdaptiveRecvByteBufAllocator {
    private static final int LARGEST = 16 * 1024;
    private static final int FIRST = 2 * 1024;
    private static final int SMALLEST = 64;
    private static final int LITTLE = 1024;

    private boolean enough;

    private ReadSize() {
        super(SMALLEST, FIRST, LARGEST);
        maxMessagesPerRead(1);
    }

    /** Once for each connection, before it is read for the first time. */
    static ReadSize limit(Channel connection) {
        if (connection.config().getRecvByteBufAllocator() instanceof ReadSize already) {
            return already;
        }
        var size = new ReadSize();
        connection.config().setRecvByteBufAllocator(size);
        return size;
    }

    static ReadSize of(Channel connection) {
        return connection.config().getRecvByteBufAllocator();
    }

    /** Whether there is something that is not looked at yet. */
    void enough(boolean more) {
        enough = more;
    }

    @Override
    @SuppressWarnings("deprecation") // Netty has no other yet
    public Handle newHandle() {
        return new DelegatingHandle(super.newHandle()) {
            @Override
            public int guess() {
                return enough ? Math.min(LITTLE, super.guess()) : super.guess();
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return allocator.heapBuffer(guess());
            }
        };
    }
}
