package dev.verge.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so: the time of day and a monotonic clock, which agree. */
public final class TestTime extends Clock {
    private final Clock start;
    private final AtomicLong passed = new AtomicLong();

    private TestTime(Clock start) {
        this.start = start;
    }

    /** Begins now, and stands still but for what a test lets pass. */
    public static TestTime standing() {
        return new TestTime(Clock.fixed(Instant.now().truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC));
    }

    /** Goes on by itself: for tokens of parties whose clocks a test cannot set. */
    public static TestTime running() {
        return new TestTime(Clock.systemUTC());
    }

    /** Lets time pass. */
    public void pass(Duration duration) {
        passed.addAndGet(duration.toNanos());
    }

    /** What a monotonic clock would show. */
    public long nanoTime() {
        return passed.get();
    }

    /** Seconds since 1970. */
    public long seconds() {
        return instant().getEpochSecond();
    }

    @Override
    public Instant instant() {
        return start.instant().plusNanos(passed.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
