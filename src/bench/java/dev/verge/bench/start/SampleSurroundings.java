package dev.verge.bench.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dev mode in a process of its own, for its database and its issuer: what a node of the sample needs. */
final class SampleSurroundings implements AutoCloseable {
    private static final Pattern DATABASE = Pattern.compile("(postgresql://\\S+)\\s+\\(user (\\w+)");
    private static final String LAST = "  gus ";

    private final Process process;
    private final int port;
    private final String url;
    private final String user;

    private SampleSurroundings(Process process, int port, String url, String user) {
        this.process = process;
        this.port = port;
        this.url = url;
        this.user = user;
    }

    /** Starts one; ends with this process at the latest. */
    static SampleSurroundings start(String jar, String conf) throws IOException {
        int port = freePorts();
        String java = System.getProperty("java.home") + "/bin/java";
        Process process = new ProcessBuilder(java, "-jar", jar, "dev", "--conf", conf, "--port", Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        BufferedReader output = process.inputReader();
        var said = new StringBuilder();
        Matcher database = null;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher found = DATABASE.matcher(line);
            if (found.find()) {
                database = found;
            }
            if (line.startsWith(LAST) && database != null) {
                discard(output);
                return new SampleSurroundings(process, port, database.group(1), database.group(2));
            }
        }
        throw new IOException("The dev mode does not start:\n" + said);
    }

    /** Three in a row. */
    private static int freePorts() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Below those that the system gives away itself.
            return 20_000 + socket.getLocalPort() % 10_000;
        }
    }

    private static void discard(BufferedReader output) {
        var reader = new Thread(() -> readToEnd(output), "dev mode");
        reader.setDaemon(true);
        reader.start();
    }

    private static void readToEnd(BufferedReader output) {
        try {
            output.lines().forEach(line -> {});
        } catch (UncheckedIOException ended) {
            // It was closed.
        }
    }

    /** Settings by which a node uses both. */
    Map<String, String> settings() {
        return Map.of(
                // Nobody balances load here who would have to hear of an end.
                "http.drainDelay",
                "0s",
                "database.url",
                url,
                "database.user",
                user,
                "identity.issuers.local.tenant",
                "7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c",
                "identity.issuers.local.client",
                "5a3d2e10-7c41-4b8e-9f26-1d0c8b7a6e54",
                "identity.issuers.local.authority",
                "http://127.0.0.1:" + (port + 2));
    }

    /** Where the database is, with the user in it. */
    String databaseWithUser() {
        return url.replace("//", "//" + user + "@");
    }

    /** A token of one of the sample's callers. */
    String token(String caller) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (port + 2) + "/token/" + caller));
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
