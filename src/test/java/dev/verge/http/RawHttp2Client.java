package dev.verge.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client of HTTP/2 (RFC 9113) that sends exactly the frames that it is given, and never heeds those of the server. */
final class RawHttp2Client implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int WINDOW_UPDATE = 8;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int CONTINUATION = 9;
    /** The flags of headers that are a whole request. */
    static final int WHOLE = 5;

    static final int END_OF_STREAM = 1;
    static final int ENHANCE_YOUR_CALM = 11;

    private final RawClient connection;

    /** Takes a connection over, on which nothing has been said. */
    RawHttp2Client(RawClient connection) throws IOException {
        this.connection = connection;
        connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send(frame(SETTINGS, 0, 0));
    }

    record Frame(int type, int flags, int stream, byte[] payload) {
        int code() {
            return ByteBuffer.wrap(payload).getInt(type == GO_AWAY ? 4 : 0);
        }
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] head(String path) {
        return head(path, "GET", "x", "y");
    }

    static byte[] head(String path, String method, String name, String value) {
        var block = new ByteArrayOutputStream();
        var texts = List.of(":method", method, ":scheme", "http", ":path", path, ":authority", "a", name, value);
        for (int i = 0; i < texts.size(); i += 2) {
            block.writeBytes(field(texts.get(i), texts.get(i + 1)));
        }
        return block.toByteArray();
    }

    /** A name and a value as literals of HPACK (RFC 7541, section 6.2.2), each shorter than 127. */
    static byte[] field(String name, String value) {
        var field = new ByteArrayOutputStream();
        field.write(0);
        for (String text : List.of(name, value)) {
            field.write(text.length());
            field.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return field.toByteArray();
    }

    RawHttp2Client send(byte[] bytes) throws IOException {
        connection.send(bytes);
        return this;
    }

    RawHttp2Client send(int type, int flags, int stream, byte... payload) throws IOException {
        return send(frame(type, flags, stream, payload));
    }

    Frame read() throws IOException {
        var head = ByteBuffer.wrap(connection.read(9));
        int first = head.getInt();
        int flags = head.get();
        return new Frame(first & 0xFF, flags, head.getInt(), connection.read(first >>> 8));
    }

    /** The next frame of this type. */
    Frame read(int type) throws IOException {
        var frame = read();
        while (frame.type() != type) {
            frame = read();
        }
        return frame;
    }

    /** Whether the server ends the connection, after whatever it has to say before. */
    boolean closed() {
        try {
            while (true) {
                var ignored = read();
            }
        } catch (IOException ended) {
            return !(ended instanceof java.net.SocketTimeoutException);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
