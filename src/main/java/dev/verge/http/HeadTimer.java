package dev.verge.http;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the head of an HTTP/1 request a time to arrive, from its first byte. A connection that is silent between
 * requests is left to the idle timeout. Sits where bytes come in, since Vert.x tells of a connection in clear text only
 * when its first head is complete.
 */
final class HeadTimer extends ChannelDuplexHandler {
    private static final AttributeKey<HeadTimer> KEY = AttributeKey.valueOf(HeadTimer.class, "timer");
    /** Where the status of an answer begins: behind {@code HTTP/1.1} and a space. */
    private static final int STATUS_INDEX = 9;

    private final Duration limit;
    private final Supplier<String> requestIds;
    private boolean expected = true;
    private @Nullable Future<?> running;
    private @Nullable ChannelHandlerContext place;

    HeadTimer(Duration limit, Supplier<String> requestIds) {
        this.limit = limit;
        this.requestIds = requestIds;
    }

    static HeadTimer of(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel().attr(KEY).get();
    }

    /** A head is complete. */
    void headArrived() {
        expected = false;
        stop();
    }

    /** The next byte begins a head. */
    void headExpected() {
        expected = true;
    }

    /** Sends what is written at once: behind broken framing Vert.x closes without doing so. */
    void flush() {
        if (place != null) {
            place.flush();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().attr(KEY).set(this);
        place = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (expected && running == null) {
            running = context.executor().schedule(() -> expire(context), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(message);
        if (running != null && context.pipeline().get(Http2ConnectionHandler.class) != null) {
            headArrived();
        }
    }

    /** Vert.x refuses a broken upgrade to HTTP/2 without a length and leaves the connection open; this one says it all. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise is that future
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (expected && running != null && refusal(message)) {
            ReferenceCountUtil.release(message);
            stop();
            promise.addListener(ChannelFutureListener.CLOSE);
            context.write(answer(ProblemType.MALFORMED_REQUEST), promise);
        } else {
            context.write(message, promise);
        }
    }

    private static boolean refusal(Object message) {
        return message instanceof ByteBuf bytes
                && bytes.readableBytes() > STATUS_INDEX
                && bytes.getByte(bytes.readerIndex()) == 'H'
                && bytes.getByte(bytes.readerIndex() + STATUS_INDEX) == '4';
    }

    private void expire(ChannelHandlerContext context) {
        running = null;
        context.writeAndFlush(answer(ProblemType.REQUEST_TIMEOUT)).addListener(ChannelFutureListener.CLOSE);
    }

    private ByteBuf answer(ProblemType type) {
        var requestId = requestIds.get();
        var document = ProblemDocument.of(Problem.of(type), requestId);
        var head = "HTTP/1.1 " + type.status() + " \r\nContent-Type: " + ProblemDocument.CONTENT_TYPE
                + "\r\nContent-Length: " + document.length() + "\r\nX-Request-Id: " + requestId
                + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
        return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.ISO_8859_1), document.getBytes());
    }

    private void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }
}
