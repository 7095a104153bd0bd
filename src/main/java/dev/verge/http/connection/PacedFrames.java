package dev.verge.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameTypes;
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

    /** Where in its header the type of a frame stands. */
    private static final int FRAME_TYPE = 3;

    private static final int PREFACE = Http2CodecUtil.connectionPrefaceBuf().readableBytes();

    /** How the preface begins, which is no frame; as the length of a frame it would be far too large. */
    private static final int PREFACE_START = 'P' << 16 | 'R' << 8 | 'I';

    private @Nullable ByteBuf rest;
    private int leftOfFrame;
    private boolean waiting;
    private long pause;
    private final ControlFrames control = new ControlFrames(System.nanoTime());
    private final ResetPace resets = new ResetPace(System.nanoTime());
    private boolean flooded;

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
        if (flooded) {
            bytes.release();
            return;
        }
        rest = rest == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), rest, bytes);
        if (!waiting) {
            handOn(context);
        }
    }

    private void handOn(ChannelHandlerContext context) {
        int frames = 0;
        while (rest != null
                && begun(rest)
                && !flooded
                && pause == 0
                && frames < FRAMES
                && context.channel().isWritable()) {
            int length = Math.min(leftOfFrame, rest.readableBytes());
            leftOfFrame -= length;
            frames++;
            context.fireChannelRead(next(rest, length));
        }
        if (flooded) {
            end(context);
        } else {
            goOn(context);
        }
    }

    private void end(ChannelHandlerContext context) {
        release();
        var http2 = context.pipeline().context(Http2ConnectionHandler.class);
        if (http2 != null) {
            ((Http2ConnectionHandler) http2.handler())
                    .onError(
                            http2,
                            false,
                            Http2Exception.connectionError(
                                    Http2Error.ENHANCE_YOUR_CALM, "Frames that ask for nothing"));
        }
    }

    /** Whether there is some of a frame whose length is known. */
    private boolean begun(ByteBuf bytes) {
        if (leftOfFrame == 0 && bytes.readableBytes() >= FRAME_HEADER) {
            int length = bytes.getUnsignedMedium(bytes.readerIndex());
            boolean preface = length == PREFACE_START;
            leftOfFrame = preface ? PREFACE : FRAME_HEADER + length;
            if (!preface) {
                count(bytes.getByte(bytes.readerIndex() + FRAME_TYPE), System.nanoTime());
            }
        }
        return leftOfFrame > 0;
    }

    private void count(int type, long now) {
        flooded |= !control.take(type, now);
        if (type == Http2FrameTypes.RST_STREAM) {
            pause = resets.take(now);
        }
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
            context.executor().schedule(() -> nextTurn(context), pause, TimeUnit.NANOSECONDS);
        }
        context.channel().config().setAutoRead(writable && !more);
    }

    private void nextTurn(ChannelHandlerContext context) {
        waiting = false;
        pause = 0;
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
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            control.sent(bytes.readableBytes());
        }
        var ignored = context.write(message, promise);
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
