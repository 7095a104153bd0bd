package dev.verge.contract.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills in what {@code default} says, through properties, elements, references and {@code allOf}. */
final class Defaults {
    private Defaults() {}

    /** Whether any member anywhere below a schema has a default. */
    static boolean anyIn(Node node) {
        return anyIn(node, new HashSet<>());
    }

    private static boolean anyIn(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return false;
        }
        if (node.source().containsKey("default")) {
            return true;
        }
        for (Node child : node.children()) {
            if (anyIn(child, seen)) {
                return true;
            }
        }
        return false;
    }

    /** The default of a value, its own or that of a schema that it is the same as; null without. */
    static @Nullable Object of(Node node) {
        return of(node, new HashSet<>());
    }

    private static @Nullable Object of(Node node, Set<Node> seen) {
        if (node.source().containsKey("default") || !seen.add(node)) {
            return copy(node.source().getValue("default"));
        }
        for (Node same : node.same()) {
            Object value = of(same, seen);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return object.copy();
        }
        return value instanceof JsonArray array ? array.copy() : value;
    }

    /** A value with the defaults of its members; the same value when nothing was absent. */
    static @Nullable Object fill(Node node, @Nullable Object value) {
        return fill(node, value, new HashSet<>());
    }

    private static @Nullable Object fill(Node node, @Nullable Object value, Set<Node> seen) {
        if (!seen.add(node)) {
            return value;
        }
        Object filled = value;
        if (value instanceof JsonObject object) {
            filled = fillObject(node, object);
        } else if (value instanceof JsonArray array) {
            filled = fillArray(node, array);
        }
        for (Node same : node.same()) {
            filled = fill(same, filled, seen);
        }
        return filled;
    }

    private static JsonObject fillObject(Node node, JsonObject object) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        for (Map.Entry<String, Node> property :
                ObjectKeywords.byName(node, "properties").entrySet()) {
            String name = property.getKey();
            Object before = object.getValue(name);
            Object after = object.containsKey(name) ? fill(property.getValue(), before) : of(property.getValue());
            if (after != before) {
                changes.put(name, after);
            }
        }
        return changes.isEmpty() ? object : changed(object, changes);
    }

    private static JsonObject changed(JsonObject object, Map<String, @Nullable Object> changes) {
        var copy = new JsonObject();
        object.getMap().forEach(copy::put);
        changes.forEach(copy::put);
        return copy;
    }

    private static JsonArray fillArray(Node node, JsonArray array) {
        Node items = node.child("items");
        if (items == null) {
            return array;
        }
        int from = node.children("prefixItems").size();
        var filled = new JsonArray();
        boolean changed = false;
        for (int i = 0; i < array.size(); i++) {
            Object element = array.getValue(i);
            Object after = i < from ? element : fill(items, element);
            changed |= after != element;
            filled.add(after);
        }
        return changed ? filled : array;
    }
}
