package dev.verge.identity;

import dev.verge.testing.Futures;
import dev.verge.testing.TestKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What 1,000 requests a second with made-up key ids cost an issuer and those who call with a good token: for a minute
 * without them and for a minute with them, over HTTP, at a rate that does not depend on the answers. Everything shares the
 * machine, the callers too.
 */
public final class UnknownKeyFlood {
    private static final int GOOD_PER_SECOND = 200;
    private static final int MADE_UP_PER_SECOND = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final GuardedApi api = GuardedApi.live(Map.of());
    private final Vertx callers = Vertx.vertx();
    private final HttpClientAgent client = callers.createHttpClient(new PoolOptions().setHttp1MaxSize(16));
    private final HttpClientAgent flood = callers.createHttpClient(new PoolOptions().setHttp1MaxSize(64));
    private final String good = api.issuer.token("use");
    private final String claims = api.issuer.token("use").split("\\.")[1];
    private final String signature = TestKey.encode(new byte[256]);
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong aged = new AtomicLong();

    /** Times of answers, in nanoseconds, and how many were not what they had to be. */
    private static final class Latencies {
        private final long[] nanos = new long[GOOD_PER_SECOND * (int) MINUTE.toSeconds()];
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger wrong = new AtomicInteger();

        private void add(long time) {
            int index = count.getAndIncrement();
            if (index < nanos.length) {
                nanos[index] = time;
            }
        }

        private double milliseconds(double quantile) {
            long[] sorted = Arrays.copyOf(nanos, Math.min(count.get(), nanos.length));
            Arrays.sort(sorted);
            return sorted[(int) Math.min(sorted.length - 1, sorted.length * quantile)] / 1e6;
        }

        @Override
        public String toString() {
            return String.format(
                    "%,7d answers  p50 %.2f ms  p99 %.2f ms  max %.2f ms  wrong %d",
                    count.get(), milliseconds(0.5), milliseconds(0.99), milliseconds(1), wrong.get());
        }
    }

    /** Prints the figures. */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            new UnknownKeyFlood().run();
            status = 0;
        } catch (RuntimeException | AssertionError e) {
            e.printStackTrace();
        } finally {
            // Event loops would keep the process.
            System.exit(status);
        }
    }

    private void run() {
        long start = System.nanoTime();
        // The clock of the keys is the tests', and their observations would fill the memory.
        api.vertx.setPeriodic(50, tick -> {
            long now = System.nanoTime() - start;
            api.letKeysAge(Duration.ofNanos(now - aged.getAndSet(now)));
            api.observations.clear();
        });
        measure(WARM_UP, true);
        Latencies without = measure(MINUTE, false);
        int before = api.issuer.fetches();
        Latencies with = measure(MINUTE, true);
        int fetches = api.issuer.fetches() - before;
        System.out.printf(
                "good callers alone    %s%ngood callers in flood %s%np99 with / without    %.2f%n",
                without, with, with.milliseconds(0.99) / without.milliseconds(0.99));
        System.out.printf("fetches of keys       %d in %d s%n", fetches, MINUTE.toSeconds());
    }

    private Latencies measure(Duration duration, boolean flooded) {
        var latencies = new Latencies();
        var floodLatencies = new Latencies();
        var threads = flooded
                ? new Thread[] {
                    sender(client, GOOD_PER_SECOND, duration, () -> good, 204, latencies),
                    sender(flood, MADE_UP_PER_SECOND, duration, this::madeUp, 401, floodLatencies)
                }
                : new Thread[] {sender(client, GOOD_PER_SECOND, duration, () -> good, 204, latencies)};
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            join(thread);
        }
        Futures.result(callers.timer(1_000));
        if (flooded) {
            System.out.println("made-up key ids       " + floodLatencies);
        }
        return latencies;
    }

    /** Nothing but the signature is wrong with it, and its key is not looked at before it is looked for. */
    private String madeUp() {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"made-up-" + number.incrementAndGet() + "\"}";
        return TestKey.encode(header.getBytes(StandardCharsets.UTF_8)) + "." + claims + "." + signature;
    }

    /** Sends at a steady rate; a time is measured from the moment at which the request was due. */
    private Thread sender(
            HttpClientAgent sending,
            int perSecond,
            Duration duration,
            Supplier<String> token,
            int expected,
            Latencies latencies) {
        return new Thread(() -> {
            long interval = 1_000_000_000L / perSecond;
            long start = System.nanoTime();
            for (long i = 0; i < duration.toSeconds() * perSecond; i++) {
                long due = start + i * interval;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                send(sending, token.get(), expected, due, latencies);
            }
        });
    }

    private void send(HttpClientAgent sending, String token, int expected, long due, Latencies latencies) {
        sending.request(HttpMethod.GET, api.port, "127.0.0.1", "/any")
                .compose(request ->
                        request.putHeader("Authorization", "Bearer " + token).send())
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onComplete(
                        status -> {
                            latencies.add(System.nanoTime() - due);
                            if (status != expected) {
                                latencies.wrong.incrementAndGet();
                            }
                        },
                        failed -> latencies.wrong.incrementAndGet());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
