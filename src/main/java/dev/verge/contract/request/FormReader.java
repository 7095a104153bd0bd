package dev.verge.contract.request;

import dev.verge.contract.request.Pairs.Pair;
import dev.verge.contract.schema.SchemaShape;
import dev.verge.problem.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code application/x-www-form-urlencoded} as the object that a schema describes: lists by repetition, objects
 * as JSON (OpenAPI 3.1, Encoding Object).
 */
final class FormReader {
    private FormReader() {}

    static JsonObject read(String text, SchemaShape shape) {
        List<Violation> violations = new ArrayList<>();
        Pairs pairs = Pairs.ofQuery(text, "body", violations);
        if (!violations.isEmpty()) {
            throw new UnreadableException(violations.get(0).detail());
        }
        var object = new JsonObject();
        for (Pair pair : pairs.list()) {
            put(
                    object,
                    pair.name(),
                    Texts.percentDecode(pair.raw(), true),
                    shape.properties().get(pair.name()));
        }
        return object;
    }

    private static void put(JsonObject object, String name, String text, @Nullable SchemaShape shape) {
        if (shape != null && TextValues.wantsArray(shape)) {
            JsonArray array = object.getValue(name) instanceof JsonArray before ? before : new JsonArray();
            object.put(name, array.add(value(text, shape.items())));
        } else if (object.containsKey(name)) {
            throw new UnreadableException("holds the field " + Texts.storable(name) + " twice");
        } else {
            object.put(name, value(text, shape));
        }
    }

    private static @Nullable Object value(String text, @Nullable SchemaShape shape) {
        return shape != null && TextValues.wantsObject(shape) ? JsonReader.read(text) : TextValues.of(text, shape);
    }
}
