package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Splits what the server says into messages (PostgreSQL documentation, "Message Formats"), each of them whole but for a row
 * that is too large: of that nothing is kept.
 */
abstract class MessageSplitter extends ByteToMessageDecoder {
    static final byte ROW = 'D';
    private static final int HEADER = 5;

    private final int largestRow;
    private int dropping;

    /** @param largestRow in bytes */
    MessageSplitter(int largestRow) {
        this.largestRow = largestRow;
    }

    /** Something has come. */
    abstract void hear();

    /**
     * A message has come.
     *
     * @param in where its content begins
     * @param end where it ends
     */
    abstract void receive(byte type, ByteBuf in, int end);

    /** A row comes that is too large. */
    abstract void receiveLargeRow();

    @Override
    protected final void decode(ChannelHandlerContext ignored, ByteBuf in, List<Object> out) {
        // Some bytes of a large row are a sign of life, too.
        hear();
        drop(in);
        while (in.readableBytes() >= HEADER) {
            int start = in.readerIndex();
            byte type = in.getByte(start);
            int length = 1 + in.getInt(start + 1);
            if (length < HEADER) {
                throw new IllegalStateException("a message of impossible length from the server");
            }
            if (type == ROW && length > largestRow) {
                receiveLargeRow();
                dropping = length;
                drop(in);
            } else if (in.readableBytes() < length) {
                break;
            } else {
                in.skipBytes(HEADER);
                receive(type, in, start + length);
                in.readerIndex(start + length);
            }
        }
    }

    private void drop(ByteBuf in) {
        int here = Math.min(dropping, in.readableBytes());
        in.skipBytes(here);
        dropping -= here;
    }
}
