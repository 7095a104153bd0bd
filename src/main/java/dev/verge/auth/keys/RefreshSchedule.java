package dev.verge.auth.keys;

import dev.verge.config.IdentitySettings;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When an issuer's keys are fetched next, whoever calls meanwhile. A key that its issuer withdrew is gone by the end of the
 * refresh interval and the time of grace. Used on one context.
 */
final class RefreshSchedule {
    /** No more often than this, however short-lived an issuer calls its keys. */
    private static final Duration SHORTEST = Duration.ofMinutes(5);

    private static final Duration LONGEST_CONFIRMATION = Duration.ofMinutes(5);
    private static final Duration SHORTEST_CONFIRMATION = Duration.ofSeconds(10);

    private final Duration interval;
    private final Duration grace;
    private final Backoff backoff;

    RefreshSchedule(IdentitySettings settings, RandomGenerator random) {
        this.interval = settings.refreshInterval();
        this.grace = settings.withdrawalGrace();
        this.backoff = new Backoff(random);
    }

    /**
     * After a document was accepted.
     *
     * @param maximumAge how long the issuer calls it fresh; heeded between five minutes and the interval
     */
    Duration afterSuccess(KeySnapshot snapshot, @Nullable Duration maximumAge, long now) {
        boolean heeded =
                maximumAge != null && maximumAge.compareTo(SHORTEST) >= 0 && maximumAge.compareTo(interval) < 0;
        Duration regular = backoff.afterSuccess(heeded && maximumAge != null ? maximumAge : interval);
        OptionalLong withdrawal = snapshot.nextWithdrawal(grace);
        return withdrawal.isEmpty()
                ? regular
                : shorter(regular, confirmation(Duration.ofNanos(withdrawal.getAsLong() - now)));
    }

    /** After a fetch failed. */
    Duration afterFailure(boolean keysAreThere) {
        return backoff.afterFailure(keysAreThere);
    }

    /** A key that went missing is looked for thrice within its time of grace, and once more when that is over. */
    private Duration confirmation(Duration left) {
        Duration third = grace.dividedBy(3);
        Duration step = third.compareTo(SHORTEST_CONFIRMATION) < 0 ? SHORTEST_CONFIRMATION : third;
        Duration next = backoff.afterSuccess(shorter(step, LONGEST_CONFIRMATION));
        // One millisecond more: timers count in whole ones.
        return left.isNegative() || left.isZero() ? next : shorter(next, left.plusMillis(1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
