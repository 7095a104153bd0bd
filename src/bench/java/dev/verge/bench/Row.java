package dev.verge.bench;

import dev.verge.bench.load.LoadResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param cpu of the server, seconds for 10,000 good answers; null where it was not measured, as the others
 * @param residentMebibytes at the end
 * @param allocatedKibibytes for each good answer
 * @param roundTrips of one request to the database, in the median
 */
record Row(
        String label,
        String server,
        LoadResult result,
        @Nullable Double cpu,
        @Nullable Double databaseCpu,
        @Nullable Double residentMebibytes,
        @Nullable Double allocatedKibibytes,
        @Nullable Double roundTrips) {

    static final List<String> COLUMNS = List.of(
            "Workload",
            "Server",
            "Requests/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "CPU s/10,000",
            "x floor",
            "Database CPU s/10,000",
            "RSS MiB",
            "KiB allocated/request",
            "Round trips",
            "Errors");

    Row(String label, String server, LoadResult result) {
        this(label, server, result, null, null, null, null, null);
    }

    Row withCosts(Duration used, Duration usedByDatabase, long residentBytes, long allocatedBytes) {
        if (result.answers() == 0) {
            return this;
        }
        double answers = result.answers();
        return new Row(
                label,
                server,
                result,
                positive(used.toNanos() / 1e9 / answers * 10_000),
                // Negative when connections were closed: their time went with them.
                positive(usedByDatabase.toNanos() / 1e9 / answers * 10_000),
                positive(residentBytes / 1048576.0),
                positive(allocatedBytes / 1024.0 / answers),
                roundTrips);
    }

    private static @Nullable Double positive(double number) {
        return number > 0 ? number : null;
    }

    Row withRoundTrips(double perRequest) {
        return new Row(label, server, result, cpu, databaseCpu, residentMebibytes, allocatedKibibytes, perRequest);
    }

    /** The cells, in the order of the columns. */
    List<String> cells(@Nullable Row floor) {
        Double ratio = floor == null || floor.cpu == null || cpu == null ? null : cpu / floor.cpu;
        return List.of(
                label,
                server,
                number("%,.0f", result.perSecond()),
                millis(result.p50()),
                millis(result.p99()),
                millis(result.p999()),
                number("%.2f", cpu),
                number("%.2f", ratio),
                number("%.2f", databaseCpu),
                number("%.0f", residentMebibytes),
                number("%.1f", allocatedKibibytes),
                number("%.0f", roundTrips),
                Long.toString(result.errors()));
    }

    private static String millis(Duration duration) {
        return number("%.1f", duration.toNanos() / 1e6);
    }

    private static String number(String format, @Nullable Double number) {
        return number == null ? "" : String.format(Locale.ROOT, format, number);
    }
}
