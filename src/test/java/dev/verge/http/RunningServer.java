package dev.verge.http;

import dev.verge.config.HttpSettings;
import dev.verge.config.LimitSettings;
import dev.verge.endpoint.Endpoint;
import dev.verge.http.connection.Acceptance;
import dev.verge.http.connection.PromptTransport;
import dev.verge.http.limit.ConcurrencyLimit;
import dev.verge.http.limit.Limits;
import dev.verge.http.limit.RateLimits;
import dev.verge.observation.Observation;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.observation.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A server on a free port of the loopback address, with one event loop. */
final class RunningServer implements AutoCloseable {
    static final HttpSettings SETTINGS = settings(Duration.ofSeconds(10), Duration.ofSeconds(10), null, null);

    final Vertx vertx =
            Vertx.builder().withTransport(PromptTransport.transport()).build();
    final BlockingQueue<Observation> observations = new LinkedBlockingQueue<>();
    final ApiRouter router;
    final ApiServer server;
    private final Acceptance acceptance = new Acceptance();

    private RunningServer(HttpSettings settings, Limits limits, List<Endpoint> endpoints) {
        router = new ApiRouter(
                vertx,
                endpoints,
                settings,
                limits,
                observations::add,
                Tracing.Choice.NONE,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextLong());
        server = await(onLoop(() -> ApiServer.listen(vertx, settings, router, acceptance)));
    }

    static RunningServer start(Endpoint... endpoints) {
        return start(SETTINGS, endpoints);
    }

    static RunningServer start(HttpSettings settings, Endpoint... endpoints) {
        return new RunningServer(settings, Limits.none(), List.of(endpoints));
    }

    /** With so many connections at most. */
    static RunningServer start(int connections, Endpoint... endpoints) {
        var rates = new RateLimits(new LimitSettings(null, null, null, connections, false), System::nanoTime);
        return start(new Limits(rates, ConcurrencyLimit.of(1, false), connections), endpoints);
    }

    static RunningServer start(Limits limits, Endpoint... endpoints) {
        return new RunningServer(SETTINGS, limits, List.of(endpoints));
    }

    static HttpSettings settings(Duration headerTimeout, Duration bodyTimeout, String certificate, String key) {
        return settings(0, headerTimeout, bodyTimeout, certificate, key);
    }

    static HttpSettings onPort(int port) {
        return settings(port, Duration.ofSeconds(1), Duration.ofSeconds(1), null, null);
    }

    private static HttpSettings settings(
            int port, Duration headerTimeout, Duration bodyTimeout, String certificate, String key) {
        return new HttpSettings(
                "127.0.0.1",
                port,
                1,
                1000,
                500,
                4096,
                headerTimeout,
                bodyTimeout,
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                false,
                certificate,
                key);
    }

    private <T> Future<T> onLoop(java.util.function.Supplier<Future<T>> action) {
        return Future.future(promise -> vertx.runOnContext(run -> action.get().onComplete(promise)));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a node with one event loop does it. */
    Future<Void> drain(Duration lull, Duration limit) {
        return server.announceEnd(lull)
                .compose(left -> acceptance.end())
                .compose(fresh -> server.end(fresh, limit.minus(lull)));
    }

    int port() {
        return server.port();
    }

    RawClient connect() {
        return new RawClient(port());
    }

    /** The next request that was served. */
    RequestServed served() throws InterruptedException {
        return next(RequestServed.class);
    }

    /** How the request of this identifier was served. */
    RequestServed served(String requestId) throws InterruptedException {
        var served = served();
        while (!served.requestId().equals(requestId)) {
            served = served();
        }
        return served;
    }

    <T extends Observation> T next(Class<T> type) throws InterruptedException {
        while (true) {
            var observation = observations.poll(20, TimeUnit.SECONDS);
            if (observation == null) {
                throw new IllegalStateException("nothing observed");
            }
            if (type.isInstance(observation)) {
                return type.cast(observation);
            }
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
