package dev.verge.contract.schema;

import dev.verge.source.JsonPointers;
import dev.verge.source.Location;
import dev.verge.source.SourceDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value inside a document.
 *
 * @param document the document
 * @param pointer where in it
 * @param value what stands there
 */
record Place(
        SourceDocument document, String pointer, @Nullable Object value) {

    /** The whole of a document. */
    static Place of(SourceDocument document) {
        return new Place(document, "", document.root());
    }

    /** A member or element that is known to be there. */
    Place child(Object token) {
        Object child = value instanceof JsonArray array
                ? array.getValue((Integer) token)
                : ((JsonObject) java.util.Objects.requireNonNull(value, "value")).getValue(token.toString());
        return new Place(document, JsonPointers.child(pointer, token), child);
    }

    /** What a JSON pointer (RFC 6901) below this place leads to, if anything. */
    Optional<Place> find(String below) {
        Place place = this;
        if (!below.isEmpty() && !below.startsWith("/")) {
            return Optional.empty();
        }
        for (String token : below.isEmpty() ? new String[0] : below.substring(1).split("/", -1)) {
            String name = JsonPointers.unescape(token);
            if (place.value instanceof JsonObject object && object.containsKey(name)) {
                place = place.child(name);
            } else if (place.value instanceof JsonArray array
                    && name.matches("0|[1-9]\\d{0,8}")
                    && Integer.parseInt(name) < array.size()) {
                place = place.child(Integer.valueOf(name));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(place);
    }

    /** Where it stands, for a mistake. */
    Location location() {
        return document.locate(pointer);
    }

    /** What tells it from any other place. */
    String key() {
        return document.file() + "#" + pointer;
    }
}
