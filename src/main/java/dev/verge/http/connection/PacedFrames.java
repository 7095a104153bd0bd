package dev.verge.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the frames of an HTTP/2 connection (RFC 9113, section 4.1) by a few in each turn of the event loop, so that
 * whoever sends thousands in one piece takes no more turns than others, and none while the caller does not read: every
 * frame may cost an answer that would pile up.
 */
final class PacedFrames extends ChannelDuplexHandler {
    private static final int FRAMES = 16;

    private static final int FRAME_HEADER = Http2CodecUtil.FRAME_HEADER_LENGTH;

    private static final int PREFACE = Http2CodecUtil.connectionPrefaceBuf().readableBytes();

    /** How the preface begins, which is no frame; as the length of a frame it would be far too large. */
    private static final int PREFACE_START = 'P' << 16 | 'R' << 8 | 'I';

    private @Nullable ByteBuf rest;
    private int leftOfFrame;
    private boolean waiting;

    /** Paces a connection, if it is one of HTTP/2 and is not paced yet, before it has brought a frame. */
    static void addTo(ChannelPipeline pipeline) {
        var http2 = pipeline.context(Http2ConnectionHandler.class);
        if (http2 != null && pipeline.get(PacedFrames.class) == null) {
            pipeline.addBefore(http2.name(), "pace", new PacedFrames());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            take(bytes, context);
        } else {
            // The request that a connection of HTTP/1 was upgraded with.
            context.fireChannelRead(message);
        }
    }

    private void take(ByteBuf bytes, ChannelHandlerContext context) {
        rest = rest == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), rest, bytes);
        if (!waiting) {
            handOn(context);
        }
    }

    private void handOn(ChannelHandlerContext context) {
        int frames = 0;
        while (rest != null
                && begun(rest)
                && frames < FRAMES
                && context.channel().isWritable()) {
            int length = Math.min(leftOfFrame, rest.readableBytes());
            leftOfFrame -= length;
            frames++;
            context.fireChannelRead(next(rest, length));
        }
        goOn(context);
    }

    /** Whether there is some of a frame whose length is known. */
    private boolean begun(ByteBuf bytes) {
        if (leftOfFrame == 0 && bytes.readableBytes() >= FRAME_HEADER) {
            int length = bytes.getUnsignedMedium(bytes.readerIndex());
            leftOfFrame = length == PREFACE_START ? PREFACE : FRAME_HEADER + length;
        }
        return leftOfFrame > 0;
    }

    private ByteBuf next(ByteBuf bytes, int length) {
        if (bytes.readableBytes() > length) {
            return bytes.readRetainedSlice(length);
        }
        rest = null;
        return bytes;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the event loop runs it, or ends
    private void goOn(ChannelHandlerContext context) {
        boolean writable = context.channel().isWritable();
        boolean more = rest != null && begun(rest);
        if (writable && more && !waiting) {
            waiting = true;
            // What is scheduled comes behind what others have sent meanwhile; what is executed would come before it.
            context.executor().schedule(() -> nextTurn(context), 0, TimeUnit.NANOSECONDS);
        }
        context.channel().config().setAutoRead(writable && !more);
    }

    private void nextTurn(ChannelHandlerContext context) {
        waiting = false;
        if (rest != null) {
            handOn(context);
            context.fireChannelReadComplete();
        }
    }

    /** Netty's handler of HTTP/2 asks for more after all it has read, also when nothing is to be read. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (context.channel().isWritable() && (rest == null || !begun(rest))) {
            context.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        goOn(context);
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release();
    }

    private void release() {
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }
}
