package dev.verge.contract.request.body;

import dev.verge.contract.request.text.JsonReader;
import dev.verge.contract.request.text.Pairs;
import dev.verge.contract.request.text.Pairs.Pair;
import dev.verge.contract.request.text.TextValues;
import dev.verge.contract.request.text.Texts;
import dev.verge.contract.request.text.UnreadableException;
import dev.verge.contract.schema.SchemaShape;
import dev.verge.contract.schema.evaluation.Finding;
import dev.verge.problem.Violation;
import dev.verge.source.JsonPointers;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code application/x-www-form-urlencoded} as the object that a schema describes: lists by repetition, objects
 * as JSON (OpenAPI 3.1, Encoding Object).
 */
final class FormReader {
    /** More than this helps nobody, and a small hostile form could hold a million. */
    private static final int MAXIMUM_VIOLATIONS = 100;

    private FormReader() {}

    /** The object; what cannot be read of it is added to the violations. */
    static JsonObject read(String text, SchemaShape shape, List<Violation> violations) {
        var object = new JsonObject();
        for (Pair pair : Pairs.ofQuery(text, "body", violations).list()) {
            try {
                String value = Texts.percentDecode(pair.raw(), true);
                TextValues.put(object, pair.name(), value, shape.property(pair.name()), FormReader::value);
            } catch (UnreadableException e) {
                violations.add(violation(pair.name(), e.finding()));
                if (violations.size() >= MAXIMUM_VIOLATIONS) {
                    break;
                }
            }
        }
        return object;
    }

    private static Violation violation(String field, Finding finding) {
        String pointer = JsonPointers.child("", field) + finding.pointer();
        return new Violation("body", Texts.storable(pointer), finding.detail());
    }

    private static @Nullable Object value(String text, @Nullable SchemaShape shape) {
        return shape != null && TextValues.wantsObject(shape) ? JsonReader.read(text) : TextValues.of(text, shape);
    }
}
