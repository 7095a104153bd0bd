package dev.verge.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.IoEventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections as fast as the event loops take them up: those that they have not got to wait in the system's own queue,
 * which is bounded, and not in memory of this process, where each would take as much as one that is served. With a
 * {@link SilenceLimit} they get a connection when the first byte has come. Of those that are not {@linkplain #greet greeted}
 * yet, for they have not finished the handshake of TLS, the oldest makes room for the newest.
 */
final class PacedAcceptor extends NioServerSocketChannel {
    private static final int MOST_WAITING = 64;
    private static final int FEW_WAITING = MOST_WAITING / 2;
    /** Bytes of the heap for each connection within its handshake, with room for all else. */
    private static final int HEAP_OF_HANDSHAKE = 96 * 1024;

    private static final int FEW_STRANGERS = 4 * MOST_WAITING;

    private final int mostStrangers;
    private final AtomicInteger waiting = new AtomicInteger();
    /** In the order of their arrival. Guarded by itself. */
    private final Set<Accepted> strangers = new LinkedHashSet<>();
    /** Those on which something came while the event loops had enough. */
    private final Queue<SocketChannel> heard = new ArrayDeque<>();

    private @Nullable SilentConnections silent;
    private long lastAccepted = System.nanoTime();
    private volatile boolean closed;

    /** As many strangers as there is memory for. */
    PacedAcceptor() {
        this((int) Math.min(
                Integer.MAX_VALUE, Math.max(FEW_STRANGERS, Runtime.getRuntime().maxMemory() / HEAP_OF_HANDSHAKE)));
    }

    PacedAcceptor(int mostStrangers) {
        this.mostStrangers = mostStrangers;
    }

    /** What has come this far is a connection of the protocol that is served, and is looked after by others. */
    static void greet(Channel connection) {
        if (connection instanceof Accepted accepted) {
            accepted.forget();
        }
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        if (full()) {
            config().setAutoRead(false);
            return 0;
        }
        SocketChannel connection = accept();
        if (connection == null) {
            return 0;
        }
        lastAccepted = System.nanoTime();
        var limit = attr(SilenceLimit.KEY).get();
        if (limit == null) {
            accepted.add(admit(connection));
        } else {
            silent(limit).add(connection);
        }
        return 1;
    }

    @Override
    protected void doBind(SocketAddress address) throws Exception {
        super.doBind(address);
        var acceptance = attr(Acceptance.KEY).get();
        if (acceptance != null) {
            acceptance.by(this);
        }
    }

    /**
     * Takes no connection by itself any more: they wait in the system's queue. A port that a selector still looks at would not be
     * closed when it is told so, but a while later, with all that have come meanwhile.
     */
    void leaveSelector() {
        registration().cancel();
    }

    /** Takes what the system has accepted, and closes the port; this channel stays open for those that are here. */
    void acceptLast() {
        var limit = attr(SilenceLimit.KEY).get();
        try (ServerSocketChannel port = javaChannel()) {
            for (SocketChannel last = port.accept(); last != null && limit != null; last = port.accept()) {
                lastAccepted = System.nanoTime();
                silent(limit).add(last);
            }
        } catch (IOException ignored) {
            // What the system does not give is not to be had.
        }
    }

    /** When the last connection was accepted, by the monotonic clock; when the port was opened if there was none. */
    long lastAccepted() {
        return lastAccepted;
    }

    /** Whether something came on every connection, and those who speak TLS have finished its handshake. */
    boolean hasHeardAll() {
        synchronized (strangers) {
            return heard.isEmpty() && (silent == null || silent.isEmpty()) && strangers.isEmpty();
        }
    }

    /** When the system gives no more, whoever has said nothing makes room; the next turn sees whether that was enough. */
    private @Nullable SocketChannel accept() throws IOException {
        try {
            return javaChannel().accept();
        } catch (IOException e) {
            if (silent != null && silent.makeRoom()) {
                return null;
            }
            throw e;
        }
    }

    private boolean full() {
        return waiting.get() >= MOST_WAITING;
    }

    private SilentConnections silent(SilenceLimit limit) {
        if (silent == null) {
            silent = new SilentConnections((IoEventLoop) eventLoop(), limit, this::hear);
        }
        return silent;
    }

    private void hear(SocketChannel connection) {
        heard.add(connection);
        handOn();
    }

    private void handOn() {
        while (!heard.isEmpty() && !full() && !closed) {
            pipeline().fireChannelRead(admit(heard.remove()));
        }
    }

    private Accepted admit(SocketChannel connection) {
        var stranger = new Accepted(connection);
        if (silent != null) {
            ReadSize.limit(stranger);
        }
        waiting.incrementAndGet();
        remember(stranger);
        return stranger;
    }

    @Override
    protected void doClose() throws Exception {
        closed = true;
        super.doClose();
        if (silent != null) {
            silent.close();
        }
        for (SocketChannel connection : heard) {
            connection.close();
        }
        heard.clear();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is closed, sooner or later
    private void remember(Accepted stranger) {
        Accepted oldest = null;
        synchronized (strangers) {
            if (strangers.size() >= mostStrangers) {
                oldest = strangers.iterator().next();
                strangers.remove(oldest);
            }
            strangers.add(stranger);
        }
        if (oldest != null) {
            oldest.close();
        }
    }

    private void takenUp() {
        if (waiting.decrementAndGet() == FEW_WAITING && !closed) {
            eventLoop().execute(this::goOn);
        }
    }

    private void goOn() {
        handOn();
        if (isOpen()) {
            config().setAutoRead(true);
        }
    }

    /** Is taken up when an event loop reads from it for the first time, or has closed it before. */
    private final class Accepted extends NioSocketChannel {
        private boolean takenUp;

        Accepted(SocketChannel connection) {
            super(PacedAcceptor.this, connection);
        }

        @Override
        protected void doBeginRead() throws Exception {
            takeUp();
            super.doBeginRead();
        }

        @Override
        protected void doClose() throws Exception {
            takeUp();
            forget();
            super.doClose();
        }

        private void takeUp() {
            if (!takenUp) {
                takenUp = true;
                PacedAcceptor.this.takenUp();
            }
        }

        private void forget() {
            synchronized (strangers) {
                strangers.remove(this);
            }
        }
    }
}
