package dev.verge.http.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.ShutdownEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the head of an HTTP/1 request a time to arrive, from its first byte. A connection that is silent between
 * requests is left to the idle timeout. Sits where bytes come in, since Vert.x tells of a connection in clear text only
 * when its first head is complete.
 */
public final class HeadTimer extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<HeadTimer> KEY = AttributeKey.valueOf(HeadTimer.class, "timer");

    private static final long SERVES = -1;

    private final Duration limit;
    private final Supplier<byte[]> lastWords;
    private final ConnectionLimit connections;
    private long waitsSince;
    private boolean expected = true;
    private boolean silent = true;
    private @Nullable Future<?> running;
    private @Nullable ChannelHandlerContext place;

    /**
     * Times the heads of one connection.
     *
     * @param lastWords what is sent before the connection is closed on a head that took too long
     * @param connections is told when a request is served and when none is
     */
    public HeadTimer(Duration limit, Supplier<byte[]> lastWords, ConnectionLimit connections) {
        this.limit = limit;
        this.lastWords = lastWords;
        this.connections = connections;
    }

    /** The timer of the connection that this request came on. */
    public static HeadTimer of(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel().attr(KEY).get();
    }

    /** A head is complete. */
    public void headArrived() {
        begun();
        waitsSince = SERVES;
    }

    private void begun() {
        expected = false;
        silent = false;
        stop();
    }

    /** The next byte begins a head. */
    public void headExpected() {
        expected = true;
        waitsSince = connections.turn();
    }

    /** Whether no request is served. Of HTTP/2 one may be over and others not. */
    boolean waits() {
        var http2 = place == null ? null : place.pipeline().get(Http2ConnectionHandler.class);
        return http2 == null ? waitsSince != SERVES : http2.connection().numActiveStreams() == 0;
    }

    /** By the turns of the limit. */
    long waitsSince() {
        return waitsSince;
    }

    /** Ends the connection without what is not sent yet. */
    @SuppressWarnings("FutureReturnValueIgnored") // the connection's own end tells
    public void close() {
        connections.closed(this);
        if (place != null) {
            // Past TLS, which would wait for its caller to read, and keep what is not read meanwhile.
            place.pipeline().firstContext().close();
        }
    }

    /** Sends what is written at once: behind broken framing Vert.x closes without doing so. */
    public void flush() {
        if (place != null) {
            place.flush();
        }
    }

    /** The caller has sent the next head, or some of it, and it is not looked at yet: the time begins when it is. */
    void held() {
        stop();
    }

    /** Passes on what is here already, as if it came now. */
    void readOn() {
        if (place != null) {
            channelRead(place, Unpooled.EMPTY_BUFFER);
            place.fireChannelReadComplete();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().attr(KEY).set(this);
        place = context;
        waitsSince = connections.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (expected && running == null) {
            running = context.executor().schedule(() -> expire(context), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(message);
        if (running != null && context.pipeline().get(Http2ConnectionHandler.class) != null) {
            begun();
        }
    }

    /** Vert.x waits for the end of a connection that never had a request, and nobody ends it. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a stop waits for the connection, not for this
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (silent && event instanceof ShutdownEvent) {
            context.close();
        }
        context.fireUserEventTriggered(event);
    }

    private void expire(ChannelHandlerContext context) {
        running = null;
        context.writeAndFlush(Unpooled.wrappedBuffer(lastWords.get())).addListener(ChannelFutureListener.CLOSE);
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
        connections.closed(this);
        context.fireChannelInactive();
    }
}
