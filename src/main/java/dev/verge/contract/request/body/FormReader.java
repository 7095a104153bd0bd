package dev.verge.contract.request.body;

import dev.verge.contract.request.text.JsonReader;
import dev.verge.contract.request.text.Pairs;
import dev.verge.contract.request.text.Pairs.Pair;
import dev.verge.contract.request.text.TextValues;
import dev.verge.contract.request.text.Texts;
import dev.verge.contract.request.text.UnreadableException;
import dev.verge.contract.schema.SchemaShape;
import dev.verge.problem.Violation;
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
            SchemaShape property = shape.properties().get(pair.name());
            TextValues.put(object, pair.name(), Texts.percentDecode(pair.raw(), true), property, FormReader::value);
        }
        return object;
    }

    private static @Nullable Object value(String text, @Nullable SchemaShape shape) {
        return shape != null && TextValues.wantsObject(shape) ? JsonReader.read(text) : TextValues.of(text, shape);
    }
}
