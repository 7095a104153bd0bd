package dev.verge.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server in a Java process of its own. Ends when it is closed. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 100;

    private final String name;
    private final int port;
    private final Process process;
    private final Path log;
    private final GcLog garbage;

    private ServerProcess(String name, int port, Process process, Path log, GcLog garbage) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.log = log;
        this.garbage = garbage;
    }

    /**
     * Starts one; its output goes to {@code <name>.log} in a folder.
     *
     * @param port where it will serve
     * @param arguments of {@code java}, which the class path or the jar is part of
     */
    public static ServerProcess start(String name, int port, Path folder, List<String> arguments) throws IOException {
        Path garbage = folder.resolve(name + ".gc");
        Files.deleteIfExists(garbage);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xlog:gc:file=" + garbage + "::filecount=0");
        command.addAll(arguments);
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new ServerProcess(name, port, process, log, new GcLog(garbage));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return server;
    }

    /** A port that nobody listens on at this moment. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until there is an answer of this status. Fails with the end of the output when the process ends before. */
    public ServerProcess await(int askedPort, String path, int status) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + askedPort + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                if (client.send(request, BodyHandlers.discarding()).statusCode() == status) {
                    return this;
                }
            } catch (IOException e) {
                // Not there yet.
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        List<String> lines = Files.readAllLines(log);
        throw new IOException(name + " does not start:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
    }

    /** What it is called in the table. */
    public String name() {
        return name;
    }

    /** Where it serves. */
    public int port() {
        return port;
    }

    /** What it has used so far. */
    public Usage usage() throws IOException {
        return new Usage(
                ProcessTimes.cpu(process.toHandle()),
                ProcessTimes.residentBytes(process.pid()),
                garbage.allocatedBytes());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
                Process ignored = process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
