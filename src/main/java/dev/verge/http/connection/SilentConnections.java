package dev.verge.http.connection;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoOps;
import io.netty.channel.nio.NioSelectableChannelIoHandle;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose callers have not sent anything yet. Each takes a fifth of the memory here that it takes once Vert.x has
 * set it up, so whoever opens thousands and says nothing does not have the collector look at the whole heap. The oldest
 * makes room for the newest. For the thread of its event loop.
 */
final class SilentConnections {
    private final IoEventLoop loop;
    private final SilenceLimit limit;
    private final Consumer<SocketChannel> heard;
    /** In the order of their arrival. */
    private final Set<Silent> open = new LinkedHashSet<>();

    private boolean timed;

    /**
     * None yet.
     *
     * @param heard takes over a connection on which something came, be it its end
     */
    SilentConnections(IoEventLoop loop, SilenceLimit limit, Consumer<SocketChannel> heard) {
        this.loop = loop;
        this.limit = limit;
        this.heard = heard;
    }

    /** Waits until something comes on this connection. */
    void add(SocketChannel connection) throws IOException {
        if (open.size() >= limit.most()) {
            oldest().close();
        }
        connection.configureBlocking(false);
        new Silent(connection).listen();
        time(limit.idleNanos());
    }

    /** Closes the oldest; whether there was one. */
    boolean makeRoom() {
        boolean any = !open.isEmpty();
        if (any) {
            oldest().close();
        }
        return any;
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Closes them all. */
    void close() {
        while (!open.isEmpty()) {
            oldest().close();
        }
    }

    private Silent oldest() {
        return open.iterator().next();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the event loop runs it, or ends
    private void time(long nanos) {
        if (!timed && limit.idleNanos() > 0) {
            timed = true;
            loop.schedule(this::expire, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void expire() {
        timed = false;
        long now = System.nanoTime();
        while (!open.isEmpty() && now - oldest().since >= limit.idleNanos()) {
            oldest().close();
        }
        if (!open.isEmpty()) {
            time(limit.idleNanos() - (now - oldest().since));
        }
    }

    private final class Silent extends NioSelectableChannelIoHandle<SocketChannel> {
        private final SocketChannel connection;
        private final long since = System.nanoTime();
        private @Nullable IoRegistration registration;

        Silent(SocketChannel connection) {
            super(connection);
            this.connection = connection;
        }

        void listen() throws IOException {
            var registering = loop.register(this);
            registration = registering.getNow();
            if (registration == null) {
                connection.close();
                throw new IOException("The event loop takes no more connections", registering.cause());
            }
            registration.submit(NioIoOps.READ);
            open.add(this);
        }

        @Override
        protected void handle(SocketChannel channel, SelectionKey key) {
            leave();
            heard.accept(channel);
        }

        /** Also called by an event loop that ends. */
        @Override
        public void close() {
            leave();
            try {
                connection.close();
            } catch (IOException ignored) {
                // Nothing was sent and nothing will be.
            }
        }

        private void leave() {
            open.remove(this);
            if (registration != null) {
                registration.cancel();
            }
        }
    }
}
