package dev.verge.bench.load;

import java.time.Duration;

/**
 * What came of a load.
 *
 * @param answers good ones, with a status of 2xx
 * @param errors other answers, and connections that broke
 * @param took how long it was measured
 */
public record LoadResult(long answers, long errors, Duration took, Duration p50, Duration p99, Duration p999) {
    /** Good answers in a second. */
    public double perSecond() {
        return answers / (took.toNanos() / 1e9);
    }
}
