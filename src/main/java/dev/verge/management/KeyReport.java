package dev.verge.management;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One key as an operator sees it.
 *
 * @param id {@code kid}
 * @param algorithm {@code alg}; null when it is not known any more
 * @param state {@code listed}, {@code unlisted} or {@code evicted}
 * @param age since it was first seen
 * @param lastSeen since a document last listed it
 */
public record KeyReport(String id, @Nullable String algorithm, String state, Duration age, Duration lastSeen) {

    JsonObject json() {
        var json = new JsonObject().put("kid", id).put("state", state);
        return algorithm == null
                ? json
                : json.put("alg", algorithm)
                        .put("ageSeconds", age.toSeconds())
                        .put("lastSeenSeconds", lastSeen.toSeconds());
    }
}
