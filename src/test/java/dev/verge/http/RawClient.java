package dev.verge.http;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends exactly the bytes that it is given. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public record Answer(int status, String statusLine, Map<String, String> headers, String body) {
        public JsonObject json() {
            return new JsonObject(body);
        }
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends a request with a Host field, and these lines, and reads the answer. */
    public Answer get(String line, String... fields) throws IOException {
        var head = line + " HTTP/1.1\r\nHost: verge.test\r\n";
        for (var field : fields) {
            head += field + "\r\n";
        }
        return send(head + "\r\n").read(line.startsWith("HEAD"));
    }

    public Answer read() throws IOException {
        return read(false);
    }

    public Answer read(boolean withoutBody) throws IOException {
        var statusLine = line();
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        var headers = new HashMap<String, String>();
        for (var field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            headers.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        int length = withoutBody ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(status, statusLine, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** The next bytes, this many. */
    byte[] read(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("closed");
        }
        return bytes;
    }

    /** Whether the server has closed the connection with nothing more to say. */
    boolean closed() throws IOException {
        return in.read() < 0;
    }

    /** Tells the server that nothing more comes, and reads all that it says. */
    String available() throws IOException {
        socket.shutdownOutput();
        try {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed after: " + line);
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
