package dev.verge.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xOrH2CHandler;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetServerImpl;
import io.vertx.core.net.impl.NetServerInternal;
import java.util.function.Supplier;

/**
 * A Vert.x whose servers have a {@link HeadTimer} and, for HTTP/1, a {@link PacedDecoder} and a {@link HeadCheck} on each
 * connection, for HTTP/2 {@link PacedFrames}: the HTTP server itself has no place for them.
 */
public final class WatchedVertx extends VertxWrapper {
    /** Bytes of answers that are in memory when no more requests of a connection of HTTP/1 are taken up. */
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(4 * 1024, 8 * 1024);

    private final HttpServerOptions options;
    private final Supplier<HeadTimer> timers;
    private final int mostSilent;
    private final Acceptance acceptance;

    /**
     * Watches the connections of a server made by this Vert.x.
     *
     * @param options of the server
     * @param mostSilent how many connections may be open on which nothing came yet, 1 or more
     * @param acceptance closes the port; of several servers the one of the first counts
     */
    public WatchedVertx(
            VertxInternal vertx,
            HttpServerOptions options,
            Supplier<HeadTimer> timers,
            int mostSilent,
            Acceptance acceptance) {
        super(vertx);
        this.options = options;
        this.timers = timers;
        this.mostSilent = mostSilent;
        this.acceptance = acceptance;
    }

    @Override
    public NetServerImpl createNetServer(NetServerOptions options) {
        return new NetServerImpl(delegate, new WatchedOptions(options, mostSilent, acceptance)) {
            @Override
            public synchronized NetServerInternal connectHandler(Handler<NetSocket> handler) {
                return super.connectHandler(socket -> {
                    var pipeline =
                            ((NetSocketInternal) socket).channelHandlerContext().pipeline();
                    PacedAcceptor.greet(pipeline.channel());
                    ReadSize.limit(pipeline.channel());
                    addTimer(pipeline);
                    handler.handle(socket);
                    whenDecided(pipeline);
                });
            }
        };
    }

    private void addTimer(ChannelPipeline pipeline) {
        var tls = pipeline.context(SslHandler.class);
        if (tls == null) {
            pipeline.addFirst(timers.get(), new Disconnect());
        } else {
            pipeline.addAfter(tls.name(), "disconnect", new Disconnect());
            pipeline.addAfter(tls.name(), "headTimer", timers.get());
        }
    }

    /** In clear text it takes the first bytes to know whether this will be HTTP/1. */
    private void whenDecided(ChannelPipeline pipeline) {
        var undecided = pipeline.context(Http1xOrH2CHandler.class);
        if (undecided == null) {
            decided(pipeline);
        } else {
            pipeline.addAfter(undecided.name(), "undecided", new Undecided());
        }
    }

    private void decided(ChannelPipeline pipeline) {
        PacedFrames.addTo(pipeline);
        if (pipeline.get("httpDecoder") != null) {
            var decoder = new PacedDecoder(options, pipeline.get(HeadTimer.class));
            pipeline.channel().config().setWriteBufferWaterMark(UNREAD);
            pipeline.replace("httpDecoder", "httpDecoder", decoder);
            pipeline.addAfter("httpDecoder", "headCheck", new HeadCheck());
            pipeline.addAfter("httpEncoder", "answerWatch", new AnswerWatch(decoder));
        }
    }

    /** Gets the first bytes when Vert.x has decided and before the decoder has them. */
    private final class Undecided extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            decided(context.pipeline());
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        }
    }
}
