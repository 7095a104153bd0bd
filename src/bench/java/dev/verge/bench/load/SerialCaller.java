package dev.verge.bench.load;

import dev.verge.bench.data.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** One caller, one request after the other, on one connection. */
public final class SerialCaller {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    /** Calls a server at 127.0.0.1. */
    public SerialCaller(int port) {
        this.port = port;
    }

    /** Asks once. */
    public Answer ask(Request request) throws IOException, InterruptedException {
        var builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + request.target()))
                .timeout(Duration.ofSeconds(30))
                .method(request.method(), BodyPublishers.ofString(request.body()));
        if (!request.token().isEmpty()) {
            builder.header("Authorization", "Bearer " + request.token());
        }
        if (!request.key().isEmpty()) {
            builder.header("Idempotency-Key", request.key());
        }
        if (!request.body().isEmpty()) {
            builder.header("Content-Type", "application/json");
        }
        HttpResponse<String> response = client.send(builder.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /**
     * Asks for all of these, and measures.
     *
     * @param answered is run after each answer
     */
    public LoadResult askAll(List<Request> requests, Runnable answered) throws IOException, InterruptedException {
        var samples = new Samples();
        long start = System.nanoTime();
        for (Request request : requests) {
            long asked = System.nanoTime();
            Answer answer = ask(request);
            samples.add(answer.isGood(), System.nanoTime() - asked);
            answered.run();
        }
        return Samples.result(samples.line(Duration.ofNanos(System.nanoTime() - start)));
    }
}
