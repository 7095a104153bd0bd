package dev.verge.testing;

import dev.verge.config.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A line to a database on which what is said may be held up, lost or replaced. */
public final class FaultyLine implements AutoCloseable {
    private final ServerSocket server;
    private final DatabaseSettings database;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicReference<byte[]> lastWords = new AtomicReference<>();
    private volatile boolean refusing;
    private volatile boolean dead;
    private volatile boolean holding;

    /** Listens on a free port of 127.0.0.1. */
    public FaultyLine(DatabaseSettings database) throws IOException {
        this.database = database;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The database as it is reached through here. */
    public DatabaseSettings settings() {
        String path = URI.create(database.url()).getPath();
        return DatabaseVariant.at(database, "127.0.0.1", server.getLocalPort());
    }

    /** The next answer is lost, and these bytes are the last ones in its place. */
    public void loseAnswer(byte[] instead) {
        lastWords.set(instead);
    }

    /** The message in which a server or a pooler says that it ends the connection. */
    public static byte[] fatal(String sqlState) {
        byte[] fields = ("SFATAL\0VFATAL\0C" + sqlState + "\0Mgone\0\0").getBytes(StandardCharsets.US_ASCII);
        return java.nio.ByteBuffer.allocate(fields.length + 5)
                .put((byte) 'E')
                .putInt(fields.length + 4)
                .put(fields)
                .array();
    }

    /** Whether connections are closed as soon as they are there. */
    public void refuse(boolean on) {
        refusing = on;
    }

    /** The connections that are open carry nothing any more, without a word. */
    public void die() {
        dead = true;
        sockets.clear();
    }

    /** Whether new connections wait. */
    public void hold(boolean on) {
        holding = on;
    }

    private void accept() throws IOException {
        while (true) {
            Socket node = server.accept();
            if (refusing) {
                node.close();
            } else {
                start(() -> connect(node));
            }
        }
    }

    private void connect(Socket node) throws IOException {
        while (holding) {
            pause();
        }
        URI url = URI.create(database.url());
        var postgres = new Socket(url.getHost(), url.getPort());
        sockets.addAll(List.of(node, postgres));
        start(() -> pass(node, postgres, false));
        start(() -> pass(postgres, node, true));
    }

    private void pass(Socket from, Socket to, boolean answers) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[1 << 16];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                byte[] last = answers ? lastWords.getAndSet(null) : null;
                if (last != null) {
                    out.write(last);
                    return;
                }
                if (!dead || sockets.contains(from)) {
                    out.write(chunk, 0, length);
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
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
