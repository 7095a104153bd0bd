package dev.verge.development;

import dev.verge.source.JsonPointers;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code dev/callers.yaml}. */
public final class SampleCallers {
    private static final List<String> KEYS = List.of("name", "oid", "roles", "scopes", "request", "body");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    private static final Pattern REQUEST = Pattern.compile("[A-Z]+ /[\\x21-\\x7e]*");
    static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final SourceDocument document;
    private final Mistakes mistakes;

    private SampleCallers(SourceDocument document, Mistakes mistakes) {
        this.document = document;
        this.mistakes = mistakes;
    }

    /** The callers of {@code conf/dev/callers.yaml}; empty without such a file. What is wrong is added to the mistakes. */
    public static Optional<List<SampleCaller>> read(Path conf, Mistakes mistakes) {
        Path file = conf.resolve("dev").resolve("callers.yaml");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return SourceDocument.read(file, file.toString(), mistakes)
                .map(document -> new SampleCallers(document, mistakes).callers());
    }

    private List<SampleCaller> callers() {
        checkKeys(document.root(), "", List.of("callers"));
        var callers = new ArrayList<SampleCaller>();
        if (!(document.root().getValue("callers") instanceof JsonArray entries)) {
            mistakes.add(document.locate("/callers"), "callers: is no list (expected: a list of callers)");
            return callers;
        }
        for (int i = 0; i < entries.size(); i++) {
            String pointer = JsonPointers.child("/callers", i);
            if (entries.getValue(i) instanceof JsonObject entry) {
                callers.add(caller(entry, pointer));
            } else {
                mistakes.add(document.locate(pointer), "a caller is no object (expected: name, oid, request ...)");
            }
        }
        return callers;
    }

    private SampleCaller caller(JsonObject entry, String pointer) {
        checkKeys(entry, pointer, KEYS);
        return new SampleCaller(
                text(entry, pointer, "name", NAME, "lower-case letters, digits and . _ -"),
                text(entry, pointer, "oid", GUID, "a GUID in lower case"),
                names(entry, pointer, "roles"),
                names(entry, pointer, "scopes"),
                text(entry, pointer, "request", REQUEST, "method and path, such as GET /documents"),
                body(entry, pointer));
    }

    private void checkKeys(JsonObject object, String pointer, List<String> known) {
        for (String key : object.fieldNames()) {
            if (!known.contains(key)) {
                mistakes.addUnknown(document.locate(JsonPointers.child(pointer, key)), "key", key, known);
            }
        }
    }

    private String text(JsonObject entry, String pointer, String key, Pattern pattern, String expected) {
        Object value = entry.getValue(key);
        if (value instanceof String text && pattern.matcher(text).matches()) {
            return text;
        }
        mistakes.add(location(pointer, key), key, value, expected);
        return "";
    }

    private List<String> names(JsonObject entry, String pointer, String key) {
        if (!entry.containsKey(key)) {
            return List.of();
        }
        if (entry.getValue(key) instanceof JsonArray array && array.stream().allMatch(String.class::isInstance)) {
            return array.stream().map(String.class::cast).toList();
        }
        mistakes.add(location(pointer, key), key, entry.getValue(key), "a list of names");
        return List.of();
    }

    private @Nullable String body(JsonObject entry, String pointer) {
        Object body = entry.getValue("body");
        if (body == null || body instanceof String) {
            return (String) body;
        }
        if (body instanceof JsonObject object) {
            return object.encode();
        }
        mistakes.add(location(pointer, "body"), "body", body, "JSON as text or as an object");
        return null;
    }

    private Location location(String pointer, String key) {
        return document.locate(JsonPointers.child(pointer, key));
    }
}
