package dev.verge.auth.keys;

import dev.verge.config.IdentitySettings;
import dev.verge.observation.Observer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The keys of one issuer; one per process, read from every event loop without a lock. */
public final class JwksCache {

    /**
     * A cache that is empty until it is started.
     *
     * @param nanoTime a monotonic clock, such as {@code System::nanoTime}
     * @param random spreads the fetches of many nodes
     */
    public JwksCache(
            Vertx vertx, IdentitySettings settings, Observer observer, LongSupplier nanoTime, RandomGenerator random) {}

    /** Begins to fetch; completes when the first keys are there, which may be never. Fetches again until closed. */
    public Future<Void> start() {
        return Future.succeededFuture();
    }

    /** Whether there is a key to verify a token with. */
    public boolean ready() {
        return false;
    }

    /** Stops fetching. */
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
