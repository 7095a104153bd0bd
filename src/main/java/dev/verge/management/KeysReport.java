package dev.verge.management;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer at one moment.
 *
 * @param ready whether there is a key to verify tokens with
 * @param age since the last document that was accepted; null before the first one
 * @param lastFailure why the last fetch failed, a sentence without secrets; null when it did not
 * @param keys each key, evicted ones included
 */
public record KeysReport(
        boolean ready, @Nullable Duration age, @Nullable String lastFailure, List<KeyReport> keys) {
    /** Takes a copy. */
    public KeysReport {
        keys = List.copyOf(keys);
    }

    /** Adds what is known to the name of an issuer. */
    JsonObject addTo(JsonObject issuer) {
        issuer.put("ready", ready);
        if (age != null) {
            issuer.put("ageSeconds", age.toSeconds());
        }
        if (lastFailure != null) {
            issuer.put("lastFailure", lastFailure);
        }
        var list = new JsonArray();
        keys.forEach(key -> list.add(key.json()));
        return issuer.put("keys", list);
    }
}
