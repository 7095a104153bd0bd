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
    /** The same with this number of errors. */
    public LoadResult withErrors(long others) {
        return new LoadResult(answers, others, took, p50, p99, p999);
    }

    /** Good answers in a second. */
    public double perSecond() {
        return answers / (took.toNanos() / 1e9);
    }
}
