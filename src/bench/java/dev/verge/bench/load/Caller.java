package dev.verge.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection, with one request at a time. Reads answers that name their length; others break the run. */
final class Caller {
    private static final int BUFFER = 128 * 1024;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final String LENGTH = "\r\ncontent-length:";
    private static final int STATUS = "HTTP/1.1 ".length();

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(BUFFER);
    private long sentAt;
    private int size;

    private Caller(SocketChannel channel) {
        this.channel = channel;
    }

    static Caller connect(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return new Caller(channel);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Requests are small: a connection that cannot take one at once is broken. */
    void send(ByteBuffer request) throws IOException {
        answer.clear();
        size = 0;
        sentAt = System.nanoTime();
        if (channel.write(request) < 0 || request.hasRemaining()) {
            throw new IOException("the request does not fit");
        }
    }

    /** Whether the answer is complete now. */
    boolean read() throws IOException {
        if (channel.read(answer) < 0) {
            throw new EOFException("closed");
        }
        if (size == 0) {
            size = size();
        }
        return size > 0 && answer.position() >= size;
    }

    /** Of the whole answer; 0 while its head is not complete. */
    private int size() throws IOException {
        int end = headEnd();
        if (end < 0) {
            return 0;
        }
        String head = new String(answer.array(), 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        if (length < 0) {
            throw new IOException("an answer without a length");
        }
        int from = length + LENGTH.length();
        int to = head.indexOf('\r', from);
        return end
                + HEAD_END.length
                + Integer.parseInt(
                        head.substring(from, to < 0 ? head.length() : to).trim());
    }

    private int headEnd() {
        byte[] bytes = answer.array();
        for (int i = 0; i <= answer.position() - HEAD_END.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 2] == '\r' && bytes[i + 1] == '\n' && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Whether the answer's status is a 2xx. */
    boolean isGood() {
        return answer.get(STATUS) == '2';
    }

    long latencyNanos() {
        return System.nanoTime() - sentAt;
    }
}
