package dev.verge.http.connection;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts connections as fast as the event loops take them up: those that they have not got to wait in the system's own queue,
 * which is bounded, and not in memory of this process, where each would take as much as one that is served.
 */
final class PacedAcceptor extends NioServerSocketChannel {
    private static final int MOST_WAITING = 64;
    private static final int FEW_WAITING = MOST_WAITING / 2;

    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        if (waiting.get() >= MOST_WAITING) {
            config().setAutoRead(false);
            return 0;
        }
        SocketChannel connection = javaChannel().accept();
        if (connection == null) {
            return 0;
        }
        waiting.incrementAndGet();
        accepted.add(new Accepted(connection));
        return 1;
    }

    private void takenUp() {
        if (waiting.decrementAndGet() == FEW_WAITING && isOpen()) {
            eventLoop().execute(() -> config().setAutoRead(true));
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
            super.doClose();
        }

        private void takeUp() {
            if (!takenUp) {
                takenUp = true;
                PacedAcceptor.this.takenUp();
            }
        }
    }
}
