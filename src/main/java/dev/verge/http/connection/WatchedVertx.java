package dev.verge.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Handler;
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
 * A Vert.x whose servers have a {@link HeadTimer} and, for HTTP/1, a {@link HeadCheck} on each connection: the HTTP
 * server itself has no place for them.
 */
public final class WatchedVertx extends VertxWrapper {
    private final Supplier<HeadTimer> timers;

    /** Watches the connections of servers made by this Vert.x. */
    public WatchedVertx(VertxInternal vertx, Supplier<HeadTimer> timers) {
        super(vertx);
        this.timers = timers;
    }

    @Override
    public NetServerImpl createNetServer(NetServerOptions options) {
        return new NetServerImpl(delegate, options.copy()) {
            @Override
            public synchronized NetServerInternal connectHandler(Handler<NetSocket> handler) {
                return super.connectHandler(socket -> {
                    var pipeline =
                            ((NetSocketInternal) socket).channelHandlerContext().pipeline();
                    addTimer(pipeline);
                    handler.handle(socket);
                    addCheck(pipeline);
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
    private static void addCheck(ChannelPipeline pipeline) {
        var undecided = pipeline.context(Http1xOrH2CHandler.class);
        if (undecided == null) {
            addCheckBehindDecoder(pipeline);
        } else {
            pipeline.addAfter(undecided.name(), "undecided", new Undecided());
        }
    }

    private static void addCheckBehindDecoder(ChannelPipeline pipeline) {
        if (pipeline.get("httpDecoder") != null) {
            pipeline.addAfter("httpDecoder", "headCheck", new HeadCheck());
        }
    }

    /** Gets the first bytes when Vert.x has decided and before the decoder has them. */
    private static final class Undecided extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            addCheckBehindDecoder(context.pipeline());
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        }
    }
}
