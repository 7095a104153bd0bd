package dev.verge.management;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Named checks that together say whether something is well. A check only looks at what is known already; it may be asked
 * on any event loop.
 */
public final class Checks {
    private final Map<String, Supplier<CheckResult>> checks = new ConcurrentSkipListMap<>();

    /** Adds a check, or replaces the one of this name. */
    public void register(String name, Supplier<CheckResult> check) {
        checks.put(name, check);
    }

    Report report() {
        var results = new JsonArray();
        boolean up = true;
        for (var check : checks.entrySet()) {
            var result = check.getValue().get();
            up &= result.up();
            results.add(json(check.getKey(), result));
        }
        return new Report(up, results);
    }

    private static JsonObject json(String name, CheckResult result) {
        var json = new JsonObject().put("name", name).put("status", status(result.up()));
        return result.reason() == null ? json : json.put("reason", result.reason());
    }

    private static String status(boolean up) {
        return up ? "up" : "down";
    }

    /** All results of one moment. */
    record Report(boolean up, JsonArray results) {

        JsonObject json() {
            return new JsonObject().put("status", Checks.status(up)).put("checks", results);
        }
    }
}
