package dev.verge.http.limit;

/** How long answers usually take: an average in which the last ten minutes of a second each weigh most. */
final class UsualLatency {
    private static final int WARM_UP = 10;
    private static final double SHARE = 2.0 / 601;
    /** Behind a long time of slow answers the average comes down faster. */
    private static final double RECOVERY = 0.95;

    private double average;
    private int learnt;

    /** Takes in the average of a second, in nanoseconds; what is usual now. */
    double learn(double latency) {
        if (learnt < WARM_UP) {
            learnt++;
            average += (latency - average) / learnt;
        } else {
            average += (latency - average) * SHARE;
        }
        if (average > 2 * latency) {
            average *= RECOVERY;
        }
        return average;
    }
}
