package dev.verge.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Asks for metrics every second, with what Prometheus accepts; Prometheus itself comes more seldom, as a rule. */
public final class Scraper implements AutoCloseable {
    private static final String ACCEPT = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final HttpRequest request;
    private final ScheduledFuture<?> scraping;

    /**
     * Begins at once.
     *
     * @param port of {@code /metrics} at 127.0.0.1
     */
    public Scraper(int port) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept", ACCEPT)
                .timeout(Duration.ofSeconds(10))
                .build();
        scraping = timer.scheduleAtFixedRate(this::scrape, 0, 1, TimeUnit.SECONDS);
    }

    private void scrape() {
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException("the answer is a " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all went well so far: it ends with the first answer that is missing or no 200. */
    public boolean isScraping() {
        return !scraping.isDone();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
