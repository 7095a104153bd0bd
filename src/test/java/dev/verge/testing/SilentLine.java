package dev.verge.testing;

import dev.verge.config.DatabaseSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to a database whose first connections carry nothing, without a word. */
public final class SilentLine implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final DatabaseSettings database;
    private final int silent;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile int attempts;
    private volatile long most;

    /** @param silent how many connections carry nothing */
    public SilentLine(DatabaseSettings database, int silent) throws IOException {
        this.database = database;
        this.silent = silent;
        start(this::accept);
    }

    /** The database as it is reached through here. */
    public DatabaseSettings settings() {
        return DatabaseVariant.at(database, "127.0.0.1", server.getLocalPort());
    }

    /** How many connections there were. */
    public int attempts() {
        return attempts;
    }

    /** How many silent ones were open at a time. */
    public long mostAtATime() {
        return most;
    }

    private void accept() throws IOException {
        while (true) {
            Socket node = server.accept();
            attempts++;
            sockets.add(node);
            if (attempts <= silent) {
                most = Math.max(
                        most, sockets.stream().filter(SilentLine::isOpen).count());
            } else {
                URI url = URI.create(database.url());
                var postgres = new Socket(url.getHost(), url.getPort());
                sockets.add(postgres);
                start(() -> pass(node, postgres));
                start(() -> pass(postgres, node));
            }
        }
    }

    /** Whoever hung up did so before the next one came. */
    private static boolean isOpen(Socket socket) {
        try {
            socket.setSoTimeout(1);
            while (socket.getInputStream().read() >= 0) {
                // The first words of a login.
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side is gone, and the other with it.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
