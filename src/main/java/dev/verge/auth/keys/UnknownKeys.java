package dev.verge.auth.keys;

import dev.verge.observation.Observation.KeyLookup.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a key id that is not known is worth a fetch. However many callers make up ids, the issuer is asked at
 * most once per 30 s on their behalf. A fetch that found the key it was for does not count: only the issuer can make its
 * keys, so it pays for no more of them than it has, and the next of several rotations need not wait. Used on one context.
 */
final class UnknownKeys {
    private static final long COOLDOWN = Duration.ofSeconds(30).toNanos();
    private static final long WAIT_MILLISECONDS = 2_000;
    private static final int MAXIMUM_WAITING = 1_000;

    private final AbsentKeys absent = new AbsentKeys();
    private final Refresher refresher;
    private @Nullable Long forcedAt;
    private int waiting;

    UnknownKeys(Refresher refresher) {
        this.refresher = refresher;
    }

    /** What became of a look-up, when it does not have to wait: the id was absent a moment ago, or no fetch may begin. */
    @Nullable
    Outcome immediate(String id, long now) {
        if (absent.contains(id, now)) {
            return Outcome.KNOWN_ABSENT;
        }
        if (!refresher.isFetching() && isCoolingDown(now)) {
            return Outcome.COOLDOWN;
        }
        return waiting >= MAXIMUM_WAITING ? Outcome.OVERFLOW : null;
    }

    /**
     * Fetches, or waits for the fetch that is under way; fails when it does, or when it takes too long. A document that was
     * under way already may be older than the key: when it does not list the key, one more is fetched.
     *
     * @param isFound whether the key is known by now
     */
    Future<Void> fetch(long now, BooleanSupplier isFound) {
        waiting++;
        boolean older = refresher.isFetching();
        return forcedRefresh(now)
                .compose(done -> older && !isFound.getAsBoolean() && (refresher.isFetching() || !isCoolingDown(now))
                        ? forcedRefresh(now)
                        : Future.succeededFuture())
                .timeout(WAIT_MILLISECONDS, TimeUnit.MILLISECONDS)
                .onComplete(done -> {
                    waiting--;
                    if (isFound.getAsBoolean()) {
                        forcedAt = null;
                    }
                });
    }

    /** Begins a fetch for another reason than an unknown id; not while one is under way or was a moment ago. */
    boolean tryFetch(long now) {
        if (refresher.isFetching() || isCoolingDown(now)) {
            return false;
        }
        forcedRefresh(now).onComplete(done -> {});
        return true;
    }

    /** Remembers that a fresh document did not list this id. */
    void absent(String id, long now) {
        absent.add(id, now);
    }

    /** Counts from the start of a forced fetch, whether it succeeded or not, unless it found what it was for. */
    private boolean isCoolingDown(long now) {
        return forcedAt != null && now - forcedAt < COOLDOWN;
    }

    private Future<Void> forcedRefresh(long now) {
        if (!refresher.isFetching()) {
            forcedAt = now;
        }
        return refresher.refresh(false);
    }
}
