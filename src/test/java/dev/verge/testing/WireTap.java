package dev.verge.testing;

import dev.verge.config.DatabaseSettings;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a node and its PostgreSQL and notes every connection and every message that the node sends
 * (PostgreSQL documentation, "Message Formats").
 */
public final class WireTap implements AutoCloseable {
    private final ServerSocket server;
    private final DatabaseSettings database;
    private final List<String> noted = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** Listens on a free port of 127.0.0.1. */
    public WireTap(DatabaseSettings database) throws IOException {
        this.database = database;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The database as it is reached through here. */
    public DatabaseSettings settings() {
        return DatabaseVariant.at(database, "127.0.0.1", server.getLocalPort());
    }

    /** What the node has sent so far: {@code connect}, and each message's type with the SQL that is in it. */
    public List<String> noted() {
        return List.copyOf(noted);
    }

    private void accept() throws IOException {
        while (true) {
            Socket node = server.accept();
            start(() -> connect(node));
        }
    }

    private void connect(Socket node) throws IOException {
        URI url = URI.create(database.url());
        try {
            var postgres = new Socket(url.getHost(), url.getPort());
            sockets.addAll(List.of(node, postgres));
            start(() -> note(new DataInputStream(node.getInputStream()), postgres));
            start(() -> pass(postgres.getInputStream(), node));
        } catch (ConnectException gone) {
            node.close();
        }
    }

    private static void pass(InputStream in, Socket out) throws IOException {
        try (out) {
            in.transferTo(out.getOutputStream());
        }
    }

    private void note(DataInputStream in, Socket postgres) throws IOException {
        try (postgres) {
            OutputStream out = postgres.getOutputStream();
            noted.add("connect");
            forward(in, -1, out);
            while (true) {
                int type = in.readUnsignedByte();
                byte[] content = forward(in, type, out);
                noted.add((char) type + (Set.of('Q', 'P').contains((char) type) ? " " + text(content) : ""));
            }
        }
    }

    private static byte[] forward(DataInputStream in, int type, OutputStream out) throws IOException {
        int length = in.readInt();
        byte[] content = in.readNBytes(length - 4);
        var message = java.nio.ByteBuffer.allocate(length + 1);
        if (type >= 0) {
            message.put((byte) type);
        }
        message.putInt(length).put(content);
        out.write(message.array(), 0, message.position());
        return content;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (EOFException | SocketException e) {
                // One side is gone, and the other with it.
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
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
