package dev.verge.contract.document;

import dev.verge.source.JsonPointers;
import dev.verge.source.Mistakes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the references between OpenAPI objects; those between schemas belong to {@code contract.schema}. */
public final class References {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Documents documents;
    private final Mistakes mistakes;

    /** Follows references between these documents. */
    public References(Documents documents, Mistakes mistakes) {
        this.documents = documents;
        this.mistakes = mistakes;
    }

    /**
     * The object that stands in the end at a place which may hold a reference. A reference to nothing or back to itself
     * is a mistake, and the result is empty.
     */
    public Optional<Place> resolve(Place place) {
        var seen = new HashSet<String>();
        Optional<Place> current = Optional.of(place);
        while (current.isPresent() && current.get().text("$ref").isPresent()) {
            Place from = current.get();
            String text = from.text("$ref").orElse("");
            if (!seen.add(from.name() + "#" + from.pointer())) {
                mistakes.add(from.location("$ref"), "$ref", text, "an object; this reference leads back to itself");
                return Optional.empty();
            }
            current = follow(from, text);
        }
        return current;
    }

    private Optional<Place> follow(Place from, String text) {
        Optional<ReferenceTarget> target = documents.target(from, text);
        Optional<Place> file = target.flatMap(named -> documents.file(named.name()));
        if (target.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        Optional<Place> found = walk(file.get(), target.get().fragment());
        if (found.isEmpty()) {
            String where = documents.display(target.get().name());
            mistakes.add(from.location("$ref"), "$ref", text, "a JSON pointer to something in " + where);
        }
        return found;
    }

    private static Optional<Place> walk(Place file, String fragment) {
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            return Optional.empty();
        }
        Place current = file;
        for (String token :
                fragment.isEmpty() ? new String[0] : fragment.substring(1).split("/", -1)) {
            Optional<Place> next = child(current, JsonPointers.unescape(token));
            if (next.isEmpty()) {
                return next;
            }
            current = next.get();
        }
        return Optional.of(current);
    }

    private static Optional<Place> child(Place place, String token) {
        @Nullable Object value = place.value();
        if (value instanceof JsonArray array) {
            return INDEX.matcher(token).matches() && Integer.parseInt(token) < array.size()
                    ? Optional.of(place.elements().get(Integer.parseInt(token)))
                    : Optional.empty();
        }
        return value instanceof JsonObject object && object.containsKey(token)
                ? Optional.ofNullable(place.members().get(token))
                : Optional.empty();
    }
}
