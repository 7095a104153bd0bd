package dev.verge.http.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verge.config.LimitSettings.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often each of many may ask: a token bucket for each of the last 100,000, shared by all event loops. Whoever was not
 * heard of for long begins anew, with a full bucket, as it would be by then.
 */
final class RateLimit {
    private static final int MOST = 100_000;
    private static final long NANOS = 1_000_000_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final String name;
    private final Rate rate;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    /**
     * A limit that nobody has used.
     *
     * @param name what callers know it by
     * @param nanoTime a monotonic clock
     */
    RateLimit(String name, Rate rate, LongSupplier nanoTime) {
        this.name = name;
        this.rate = rate;
        this.time = new Meter(nanoTime);
        Duration memory = rate.per().multipliedBy(2);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(memory.compareTo(SHORTEST) < 0 ? SHORTEST : memory)
                .build();
    }

    /** Counts a request. */
    Quota take(String who) {
        ConsumptionProbe probe = buckets.get(who, absent -> full()).tryConsumeAndReturnRemaining(1);
        return new Quota(
                name,
                rate,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.per()))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Rounded up: whoever returns then is not too early. */
    private static long seconds(long nanos) {
        return (nanos + NANOS - 1) / NANOS;
    }

    private record Meter(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
