package dev.verge.http;

import dev.verge.observation.Moment;
import dev.verge.observation.RequestTrace;

/**
 * Where the time of a request went, as browsers and command lines show it (W3C Server Timing): {@code auth} for the token,
 * {@code wait} for a place on a connection, {@code db} for the round trip, and all of it. In milliseconds.
 */
final class ServerTiming {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_MILLI = 1_000;

    private final StringBuilder field = new StringBuilder(64);

    private ServerTiming() {}

    /** What is known when the answer begins. */
    static String of(RequestTrace trace) {
        var timing = new ServerTiming();
        timing.add("auth", 0, trace.at(Moment.ADMITTED));
        timing.add("wait", trace.at(Moment.ASKED), trace.at(Moment.SENT));
        timing.add("db", trace.at(Moment.SENT), trace.at(Moment.ANSWERED));
        timing.add("total", 0, trace.elapsed());
        return timing.field.toString();
    }

    private void add(String name, long from, long to) {
        if (from >= 0 && to >= from) {
            long micros = (to - from) / NANOS_PER_MICRO;
            String fraction = Long.toString(MICROS_PER_MILLI + micros % MICROS_PER_MILLI);
            field.append(field.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(";dur=")
                    .append(micros / MICROS_PER_MILLI)
                    .append('.')
                    .append(fraction, 1, fraction.length());
        }
    }
}
