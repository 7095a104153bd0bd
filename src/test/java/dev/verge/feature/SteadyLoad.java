package dev.verge.feature;

import dev.verge.TestServer;
import dev.verge.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Callers who each call again a moment after their last answer, over connections that they keep as long as the server lets
 * them, and who try nothing twice: what fails is counted as failed.
 */
final class SteadyLoad implements AutoCloseable {
    private static final long PAUSE_MILLIS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final IntSupplier port;
    private final List<Future<Void>> callers = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    /** Begins to call {@code /status} on the port that is to be called at the time. */
    SteadyLoad(int number, HttpVersion version, IntSupplier port) {
        this.port = port;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
        for (int i = 0; i < number; i++) {
            Promise<Void> ended = Promise.promise();
            callers.add(ended.future());
            vertx.setTimer(1 + i, begin -> call(ended));
        }
    }

    private void call(Promise<Void> ended) {
        if (over) {
            ended.complete();
            return;
        }
        var request = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port.getAsInt())
                .setMethod(HttpMethod.GET)
                .setURI("/status");
        client.request(request)
                .compose(sending -> sending.send().compose(SteadyLoad::read))
                .onComplete(this::count)
                .onComplete(done -> vertx.setTimer(PAUSE_MILLIS, paused -> call(ended)));
    }

    private static Future<String> read(HttpClientResponse response) {
        return response.body().map(body -> response.statusCode() + " " + body);
    }

    private void count(String answer, Throwable failure) {
        if (failure != null) {
            failures.add(failure.toString());
        } else if (!answer.startsWith("200 {\"status\":\"ok\"")) {
            failures.add(answer);
        } else {
            answered.incrementAndGet();
        }
    }

    /** Waits until so many more are answered. */
    void awaitAnswers(int more) {
        int enough = answered.get() + more;
        Eventually.holds(() -> {
            if (answered.get() < enough && failures.isEmpty()) {
                throw new AssertionError("answered: " + answered);
            }
        });
    }

    int answered() {
        return answered.get();
    }

    /** Whatever was no good answer. */
    List<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        over = true;
        TestServer.await(Future.join(callers));
        TestServer.await(vertx.close());
    }
}
