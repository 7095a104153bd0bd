package dev.verge.bench.start;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Makes the ahead-of-time cache of a node (JDK 25, JEP 483, 514 and 515): a node serves the sample while the Java machine
 * notes which classes it loads and which methods are hot.
 */
public final class Training {
    private static final int PORT = 18_080;
    private static final int ROUNDS = 40;
    private static final String NO_SUCH_DATABASE = "the database does not exist";

    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    private Training() {}

    /**
     * Trains and ends.
     *
     * @param arguments the jar with the dev mode, the conf folder of the sample, the cache to make, then the command of
     *     the node up to its main class
     */
    public static void main(String[] arguments) throws Exception {
        List<String> command = List.of(arguments).subList(3, arguments.length);
        try (var surroundings = SampleSurroundings.start(arguments[0], arguments[1])) {
            train(surroundings, arguments[1], arguments[2], command);
            refuse(surroundings, arguments[1], command);
        }
    }

    /**
     * Has the database refuse a login. The client library needs classes for it that no good request asks for, and the
     * image's Java runtime holds few modules.
     */
    private static void refuse(SampleSurroundings surroundings, String conf, List<String> command)
            throws IOException, InterruptedException {
        var settings = new HashMap<>(surroundings.settings());
        settings.computeIfPresent("database.url", (key, url) -> url.replaceAll("/\\w+$", "/nowhere"));
        var check = new ArrayList<>(command);
        check.addAll(List.of("check", "--conf", conf, "--require-database"));
        Process refused = NodeProcess.start(check, settings, PORT, Redirect.PIPE);
        var said = new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (refused.waitFor() != 1 || !said.contains(NO_SUCH_DATABASE)) {
            throw new IOException("A database that is not there (expected: " + NO_SUCH_DATABASE + "): " + said);
        }
    }

    /** Trains with a node of this command, beside surroundings that are up. */
    static void train(SampleSurroundings surroundings, String conf, String cache, List<String> command)
            throws IOException, InterruptedException {
        var training = new ArrayList<>(List.of(command.get(0), "-XX:AOTCacheOutput=" + cache));
        training.addAll(command.subList(1, command.size()));
        training.addAll(List.of("serve", "--conf", conf));
        Process node = NodeProcess.start(training, surroundings.settings(), PORT);
        new Training().exercise(surroundings, node);
        node.destroy();
        if (node.waitFor() != 0 || !new java.io.File(cache).isFile()) {
            throw new IOException("No cache was made: status " + node.exitValue());
        }
    }

    /** Enough for the paths of good and refused requests; what is hot is learned in operation anyway. */
    private void exercise(SampleSurroundings surroundings, Process node) throws IOException, InterruptedException {
        while (status(PORT + 1, "/ready", null) != 200) {
            if (!node.isAlive()) {
                throw new IOException("The node does not start");
            }
            Thread.sleep(50);
        }
        for (String caller : List.of("otto", "wanda", "rita", "gus", "ada")) {
            String token = surroundings.token(caller);
            for (int i = 0; i < ROUNDS; i++) {
                for (String path :
                        List.of("/documents/1", "/documents?limit=2", "/documents?q=search", "/me", "/users")) {
                    int ignored = status(PORT, path, token);
                }
            }
        }
        for (String path : List.of("/status", "/nothing", "/documents")) {
            int ignored = status(PORT, path, null);
        }
        for (String path : List.of("/ready", "/live", "/metrics")) {
            int ignored = status(PORT + 1, path, null);
        }
    }

    /** Zero where nobody answers. */
    private int status(int port, String path, String token) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
