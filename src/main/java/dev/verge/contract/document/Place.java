package dev.verge.contract.document;

import dev.verge.source.JsonPointers;
import dev.verge.source.Location;
import dev.verge.source.NearestWord;
import dev.verge.source.SourceDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a contract and where it stands. Asking a value for what its type does not have gives nothing: wrong types
 * are reported where the structure of a contract is checked, and nowhere else.
 *
 * @param document the file
 * @param name the file's name inside the conf directory, with forward slashes
 * @param pointer the JSON pointer of the value
 * @param value the value; null for a null in the file
 */
public record Place(
        SourceDocument document,
        String name,
        String pointer,
        @Nullable Object value) {

    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    /** The whole of a document. */
    public static Place of(SourceDocument document, String name) {
        return new Place(document, name, "", document.root());
    }

    /** What tells it from any other place. */
    public String address() {
        return name + "#" + pointer;
    }

    /** Where it stands. */
    public Location location() {
        return document.locate(pointer);
    }

    /** Where a member stands, or would stand. */
    public Location location(String key) {
        return document.locate(JsonPointers.child(pointer, key));
    }

    /** The key or index under which it stands; empty for a whole file. */
    public String key() {
        return JsonPointers.unescape(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return value instanceof JsonObject;
    }

    /** What a JSON pointer (RFC 6901) below this place leads to, if anything. */
    public Optional<Place> find(String below) {
        if (!below.isEmpty() && !below.startsWith("/")) {
            return Optional.empty();
        }
        Optional<Place> found = Optional.of(this);
        for (String token : below.isEmpty() ? new String[0] : below.substring(1).split("/", -1)) {
            found = found.flatMap(place -> place.step(JsonPointers.unescape(token)));
        }
        return found;
    }

    private Optional<Place> step(String token) {
        if (value instanceof JsonObject object && object.containsKey(token)) {
            return Optional.of(child(token, object.getValue(token)));
        }
        return value instanceof JsonArray array
                        && INDEX.matcher(token).matches()
                        && Integer.parseInt(token) < array.size()
                ? Optional.of(child(Integer.valueOf(token), array.getValue(Integer.parseInt(token))))
                : Optional.empty();
    }

    /** A member that is there and not null. */
    public Optional<Place> member(String key) {
        return value instanceof JsonObject object && object.getValue(key) != null
                ? Optional.of(child(key, object.getValue(key)))
                : Optional.empty();
    }

    /** Whether a member that is not there stands under a misspelt name, which is a mistake of its own. */
    public boolean misspells(String key) {
        return value instanceof JsonObject object
                && !object.containsKey(key)
                && object.fieldNames().stream().anyMatch(written -> NearestWord.of(written, List.of(key))
                        .isPresent());
    }

    /** The members of an object in their order; none for other values. */
    public Map<String, Place> members() {
        var members = new LinkedHashMap<String, Place>();
        if (value instanceof JsonObject object) {
            object.fieldNames().forEach(key -> members.put(key, child(key, object.getValue(key))));
        }
        return members;
    }

    /** The elements of a list in their order; none for other values. */
    public List<Place> elements() {
        var elements = new ArrayList<Place>();
        if (value instanceof JsonArray array) {
            for (int index = 0; index < array.size(); index++) {
                elements.add(child(index, array.getValue(index)));
            }
        }
        return elements;
    }

    /** A member that is text. */
    public Optional<String> text(String key) {
        return member(key).map(Place::value).filter(String.class::isInstance).map(String.class::cast);
    }

    /** A member that is true or false. */
    public Optional<Boolean> flag(String key) {
        return member(key).map(Place::value).filter(Boolean.class::isInstance).map(Boolean.class::cast);
    }

    /** The value in a few words, for mistakes. */
    public String words() {
        if (value instanceof JsonObject) {
            return "an object";
        }
        return value instanceof JsonArray ? "a list" : String.valueOf(value);
    }

    private Place child(Object token, @Nullable Object child) {
        return new Place(document, name, JsonPointers.child(pointer, token), child);
    }
}
