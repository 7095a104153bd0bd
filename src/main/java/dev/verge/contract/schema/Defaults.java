package dev.verge.contract.schema;

import dev.verge.contract.schema.evaluation.Node;
import dev.verge.contract.schema.value.Budget;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what {@code default} says, through properties, elements, references and {@code allOf}. Holds of a schema only
 * the parts below which there is a default. Immutable once made.
 */
final class Defaults {
    /** What looking at one value costs, and filling in one, which takes memory too. */
    private static final int LOOK = 3;

    private static final int FILL = 20;

    private final @Nullable Object value;
    private final Map<String, Defaults> properties = new LinkedHashMap<>();
    private final List<Defaults> same = new ArrayList<>();
    private @Nullable Defaults elements;
    private int firstElement;

    private Defaults(@Nullable Object value) {
        this.value = value;
    }

    /** Those of a schema and of all that it reaches. */
    static Defaults of(Node node) {
        return of(node, new HashMap<>());
    }

    private static Defaults of(Node node, Map<Node, Defaults> known) {
        Defaults before = known.get(node);
        if (before != null) {
            return before;
        }
        var defaults = new Defaults(value(node));
        known.put(node, defaults);
        node.named("properties").forEach((name, property) -> {
            if (isBelow(property, new HashSet<>())) {
                defaults.properties.put(name, of(property, known));
            }
        });
        node.same().stream()
                .filter(each -> isBelow(each, new HashSet<>()))
                .forEach(each -> defaults.same.add(of(each, known)));
        Node items = node.child("items");
        if (items != null && isBelow(items, new HashSet<>())) {
            defaults.elements = of(items, known);
            defaults.firstElement = node.children("prefixItems").size();
        }
        return defaults;
    }

    private static boolean isBelow(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return false;
        }
        boolean found = node.source().containsKey("default");
        for (Node child : node.children()) {
            found = found || isBelow(child, seen);
        }
        return found;
    }

    /** The default of a schema, its own or that of one that holds for the same value. */
    private static @Nullable Object value(Node node) {
        if (node.source().containsKey("default")) {
            return node.source().getValue("default");
        }
        return node.same().stream()
                .map(Defaults::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The default of the whole value; null without. */
    @Nullable
    Object value(Budget budget) {
        return value == null ? null : copy(value, budget);
    }

    private static Object copy(Object value, Budget budget) {
        budget.spend(FILL);
        if (value instanceof JsonObject object) {
            var copy = new JsonObject();
            object.getMap().forEach((name, member) -> copy.put(name, member == null ? null : copy(member, budget)));
            return copy;
        } else if (value instanceof JsonArray array) {
            var copy = new JsonArray();
            array.forEach(element -> copy.add(element == null ? null : copy(element, budget)));
            return copy;
        }
        return value;
    }

    /** A value with the defaults of its members; the same value when nothing was absent. */
    @Nullable
    Object fill(@Nullable Object value, Budget budget) {
        Object filled = value;
        if (value instanceof JsonObject object) {
            filled = fillObject(object, budget);
        } else if (value instanceof JsonArray array && elements != null) {
            filled = fillArray(array, elements, budget);
        }
        for (Defaults each : same) {
            filled = each.fill(filled, budget);
        }
        return filled;
    }

    private JsonObject fillObject(JsonObject object, Budget budget) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        properties.forEach((name, property) -> {
            budget.spend(LOOK);
            Object before = object.getValue(name);
            Object after = property.fill(object.containsKey(name) ? before : property.value(budget), budget);
            if (after != before) {
                changes.put(name, after);
            }
        });
        return changes.isEmpty() ? object : changed(object, changes, budget);
    }

    private static JsonObject changed(JsonObject object, Map<String, @Nullable Object> changes, Budget budget) {
        budget.spend(FILL * (object.size() + changes.size()));
        var copy = new JsonObject();
        object.getMap().forEach(copy::put);
        changes.forEach(copy::put);
        return copy;
    }

    private JsonArray fillArray(JsonArray array, Defaults elements, Budget budget) {
        var filled = new JsonArray();
        boolean changed = false;
        for (int i = 0; i < array.size(); i++) {
            budget.spend(LOOK);
            Object element = array.getValue(i);
            Object after = i < firstElement ? element : elements.fill(element, budget);
            changed |= after != element;
            filled.add(after);
        }
        return changed ? filled : array;
    }
}
