package dev.verge.bench.start;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * What one start took, from before the process was started.
 *
 * @param first until the first 200 from the database
 * @param ready until the private port said that it is ready; as first for a server that has none
 */
record StartTime(Duration first, Duration ready) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Each question costs a server that is not warm yet a millisecond or two, which its start then takes longer. */
    private static final long PAUSE_MILLIS = 10;

    private static final byte[] GOOD = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

    /** Starts a server. */
    interface Starting {
        Process start() throws IOException;
    }

    /**
     * Starts one, asks again and again, and kills it.
     *
     * @param path that asks the database
     * @param probes the private port; zero for none
     */
    static StartTime of(Starting starting, int port, String path, int probes)
            throws IOException, InterruptedException, TimeoutException {
        long begin = System.nanoTime();
        Process process = starting.start();
        try {
            Duration first = null;
            Duration ready = probes == 0 ? Duration.ZERO : null;
            while (first == null || ready == null) {
                first = first == null && isGood(port, path) ? since(begin) : first;
                ready = ready == null && isGood(probes, "/ready") ? since(begin) : ready;
                if (!process.isAlive() || since(begin).compareTo(PATIENCE) > 0) {
                    throw new TimeoutException("a server does not start");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return new StartTime(first, probes == 0 ? first : ready);
        } finally {
            process.destroy();
            int ignored = process.waitFor();
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Over a connection of its own: a client that keeps any would learn of the port too late. */
    private static boolean isGood(int port, String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return java.util.Arrays.equals(answer.readNBytes(GOOD.length), GOOD);
        } catch (IOException e) {
            return false;
        }
    }
}
