package dev.verge.bench.load;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;

/** Every latency of a run, so that percentiles are exact. */
final class Samples {
    private int[] micros = new int[1 << 20];
    private int count;
    private long errors;

    void add(boolean good, long nanos) {
        if (!good) {
            errors++;
            return;
        }
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1_000);
    }

    /** One line that {@link #result} reads. */
    String line(Duration took) {
        Arrays.sort(micros, 0, count);
        return new JsonObject()
                .put("answers", count)
                .put("errors", errors)
                .put("took", took.toNanos())
                .put("p50", at(0.5))
                .put("p99", at(0.99))
                .put("p999", at(0.999))
                .encode();
    }

    private int at(double share) {
        return count == 0 ? 0 : micros[Math.min(count - 1, (int) (count * share))];
    }

    static LoadResult result(String line) {
        var result = new JsonObject(line);
        return new LoadResult(
                result.getLong("answers"),
                result.getLong("errors"),
                Duration.ofNanos(result.getLong("took")),
                micros(result, "p50"),
                micros(result, "p99"),
                micros(result, "p999"));
    }

    private static Duration micros(JsonObject result, String name) {
        return Duration.ofNanos(1_000 * result.getLong(name));
    }
}
