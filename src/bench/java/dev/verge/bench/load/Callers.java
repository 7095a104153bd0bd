package dev.verge.bench.load;

import dev.verge.bench.data.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The process of the built-in generator: one thread, many connections, requests that were rendered before. */
final class Callers {
    /** What it says when the warm-up is over; the result follows in the next line. */
    static final String MEASURING = "measuring";

    private final Selector selector = Selector.open();
    private final List<ByteBuffer> requests;
    private final InetSocketAddress address;
    private Samples samples = new Samples();
    private int next;

    private Callers(int port, List<ByteBuffer> requests) throws IOException {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.requests = requests;
    }

    /**
     * Measures once.
     *
     * @param arguments port, file of requests, connections, milliseconds of warm-up and of measuring
     */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        var callers = new Callers(port, requests(Path.of(arguments[1]), port));
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            callers.connect();
        }
        callers.run(Duration.ofMillis(Long.parseLong(arguments[3])));
        System.out.println(MEASURING);
        callers.samples = new Samples();
        Duration took = callers.run(Duration.ofMillis(Long.parseLong(arguments[4])));
        System.out.println(callers.samples.line(took));
    }

    /** The result in the line that this process printed. */
    static LoadResult result(String line) {
        return Samples.result(line);
    }

    private static List<ByteBuffer> requests(Path file, int port) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Request::of).map(request -> render(request, port)).toList();
        }
    }

    private static ByteBuffer render(Request request, int port) {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        String content =
                body.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        String text = request.method() + " " + request.target() + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nAuthorization: Bearer " + request.token() + "\r\n" + content + "\r\n" + request.body();
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }

    private void connect() throws IOException {
        Caller caller = Caller.connect(address);
        caller.channel().register(selector, SelectionKey.OP_READ, caller);
        caller.send(nextRequest());
    }

    private ByteBuffer nextRequest() {
        next = next + 1 == requests.size() ? 0 : next + 1;
        return requests.get(next).duplicate();
    }

    private Duration run(Duration duration) throws IOException {
        long start = System.nanoTime();
        long now = start;
        while (now - start < duration.toNanos()) {
            int ignored = selector.select(this::read, 100);
            now = System.nanoTime();
        }
        return Duration.ofNanos(now - start);
    }

    private void read(SelectionKey key) {
        var caller = (Caller) key.attachment();
        try {
            if (caller.read()) {
                samples.add(caller.isGood(), caller.latencyNanos());
                caller.send(nextRequest());
            }
        } catch (IOException e) {
            samples.add(false, 0);
            key.cancel();
            again(caller);
        }
    }

    /** A server that closes a connection is an error, and not the end of the run. */
    private void again(Caller broken) {
        try {
            broken.channel().close();
            connect();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("nobody listens any more", e);
        }
    }
}
