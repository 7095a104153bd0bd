package dev.verge.http.connection;

import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** What an HTTP/2 connection needs over what Vert.x gives it, so that one caller cannot busy an event loop. */
public final class Http2Guard {
    private Http2Guard() {}

    /** What Netty is told of the limit of a header section. */
    public static long maxHeaderListSize(int maxHeaderSize) {
        return (long) maxHeaderSize * HeaderLimit.ROOM;
    }

    /**
     * Guards a connection that has just begun; one of HTTP/1 is left alone.
     *
     * @param maxHeaderSize the largest header section, in bytes
     */
    public static void protect(HttpConnection connection, int concurrentStreams, int maxHeaderSize) {
        var pipeline = ((ConnectionBase) connection).channel().pipeline();
        var http2 = pipeline.get(Http2ConnectionHandler.class);
        if (http2 == null) {
            return;
        }
        // Netty holds a caller to the limit only once it says that it knows it.
        http2.connection().remote().maxActiveStreams(concurrentStreams);
        var limit = new HeaderLimit(maxHeaderSize);
        http2.decoder().frameListener(new StrictFields(http2.decoder().frameListener(), limit));
        PacedFrames.addTo(pipeline);
        pipeline.context(http2).writeAndFlush(limit.settings()).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /**
     * Asks the caller of an HTTP/2 connection to make no more requests on it, and answers those that were made before it
     * heard so (RFC 9113, section 6.8). On one of HTTP/1 each answer says it.
     */
    public static void announceEnd(HttpConnection connection) {
        goAway(connection, Integer.MAX_VALUE);
    }

    /** Tells the caller of an HTTP/2 connection which requests are answered: those that have come. */
    public static void refuseMore(HttpConnection connection) {
        goAway(connection, -1);
    }

    /**
     * Ends the stream of a request of HTTP/2 whose answer is written and not read, which Vert.x takes for ended. Where nobody
     * reads the connection, it ends: its streams would keep what they have until the last frame is sent.
     */
    public static void reset(HttpServerRequest request) {
        var pipeline = ((ConnectionBase) request.connection()).channel().pipeline();
        var context = pipeline.context(Http2ConnectionHandler.class);
        if (context != null && !context.channel().isWritable()) {
            pipeline.firstContext().close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else if (context != null) {
            var http2 = (Http2ConnectionHandler) context.handler();
            http2.resetStream(context, request.streamId(), Http2Error.CANCEL.code(), context.newPromise())
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            context.flush();
        }
    }

    private static void goAway(HttpConnection connection, int lastStream) {
        if (((ConnectionBase) connection).channel().pipeline().get(Http2ConnectionHandler.class) != null) {
            connection.goAway(0, lastStream);
        }
    }
}
