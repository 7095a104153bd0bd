package dev.verge.http.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import io.vertx.core.impl.buffer.VertxByteBufAllocator;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.impl.transports.TransportInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * The network by {@code java.nio}, with event loops that look at it again after a millisecond of tasks or 64 of them,
 * whichever is later. Netty's own would first run what waits for up to a second: a thousand connections that begin or run out
 * of time together would keep everybody else waiting until the last of them was dealt with.
 */
public final class PromptTransport extends NioTransport {
    private static final long MILLIS_OF_TASKS = 1;

    private PromptTransport() {}

    /** For a Vert.x that is to be made. */
    public static Transport transport() {
        return new TransportInternal("nio", true, null, new PromptTransport());
    }

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
        return new MultiThreadIoEventLoopGroup(threads, factory, ioHandlerFactory()) {
            @Override
            protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
                return new SingleThreadIoEventLoop(
                        this,
                        executor,
                        handlers,
                        Integer.MAX_VALUE,
                        RejectedExecutionHandlers.reject(),
                        MILLIS_OF_TASKS);
            }
        };
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return domainSocket ? super.serverChannelFactory(true) : PacedAcceptor::new;
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        if (options instanceof WatchedOptions watched) {
            bootstrap.attr(SilenceLimit.KEY, watched.silence());
            bootstrap.attr(Acceptance.KEY, watched.acceptance());
            // What waits on thousands of connections would keep a pool's pieces of the system's memory from being used
            // again.
            bootstrap.childOption(ChannelOption.ALLOCATOR, VertxByteBufAllocator.DEFAULT);
        }
    }
}
