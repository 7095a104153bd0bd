package dev.verge.bench;

import dev.verge.bench.load.LoadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param cpu of the server, seconds for 10,000 good answers; null where it was not measured, as the others
 * @param ratio of {@code cpu} to that of the row above, which this one is compared with
 * @param residentMebibytes at the end
 * @param allocatedKibibytes for each good answer
 * @param roundTrips of one request to the database, in the median
 */
record Row(
        String label,
        String server,
        LoadResult result,
        @Nullable Double cpu,
        @Nullable Double ratio,
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
            "x row above",
            "Database CPU s/10,000",
            "RSS MiB",
            "KiB allocated/request",
            "Round trips",
            "Errors");

    Row(String label, String server, LoadResult result) {
        this(label, server, result, null, null, null, null, null, null);
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
                ratio,
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
        return new Row(
                label, server, result, cpu, ratio, databaseCpu, residentMebibytes, allocatedKibibytes, perRequest);
    }

    Row withRatio(@Nullable Double toRowAbove) {
        return new Row(
                label, server, result, cpu, toRowAbove, databaseCpu, residentMebibytes, allocatedKibibytes, roundTrips);
    }

    /** The one of several turns that cost neither most nor least, with the errors of all. */
    static Row middle(List<Row> turns) {
        List<Row> sorted = turns.stream()
                .sorted(Comparator.comparing(Row::cpu, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        Row middle = sorted.get((sorted.size() - 1) / 2);
        long errors = turns.stream().mapToLong(turn -> turn.result.errors()).sum();
        return new Row(
                middle.label,
                middle.server,
                middle.result.withErrors(errors),
                middle.cpu,
                middle.ratio,
                middle.databaseCpu,
                middle.residentMebibytes,
                middle.allocatedKibibytes,
                middle.roundTrips);
    }

    /** What turns cost as a multiple of those that were just before them, in the middle. */
    static @Nullable Double middleRatio(List<Row> turns, List<Row> bases) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Double cost = turns.get(i).cpu;
            Double base = bases.get(i).cpu;
            if (cost != null && base != null) {
                ratios.add(cost / base);
            }
        }
        ratios.sort(Comparator.naturalOrder());
        return ratios.isEmpty() ? null : ratios.get((ratios.size() - 1) / 2);
    }

    /** The cells, in the order of the columns. */
    List<String> cells() {
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
