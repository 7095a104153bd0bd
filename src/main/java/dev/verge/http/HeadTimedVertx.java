package dev.verge.http;

import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Handler;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetServerImpl;
import io.vertx.core.net.impl.NetServerInternal;
import java.util.function.Supplier;

/** A Vert.x whose servers have a {@link HeadTimer} on each connection: the HTTP server itself has no place for one. */
final class HeadTimedVertx extends VertxWrapper {
    private final Supplier<HeadTimer> timers;

    HeadTimedVertx(VertxInternal vertx, Supplier<HeadTimer> timers) {
        super(vertx);
        this.timers = timers;
    }

    @Override
    public NetServerImpl createNetServer(NetServerOptions options) {
        return new NetServerImpl(delegate, options.copy()) {
            @Override
            public synchronized NetServerInternal connectHandler(Handler<NetSocket> handler) {
                return super.connectHandler(socket -> {
                    addTimer((NetSocketInternal) socket);
                    handler.handle(socket);
                });
            }
        };
    }

    private void addTimer(NetSocketInternal socket) {
        var pipeline = socket.channelHandlerContext().pipeline();
        var tls = pipeline.context(SslHandler.class);
        if (tls == null) {
            pipeline.addFirst(timers.get());
        } else {
            pipeline.addAfter(tls.name(), "headTimer", timers.get());
        }
    }
}
