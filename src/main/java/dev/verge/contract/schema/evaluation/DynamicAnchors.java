package dev.verge.contract.schema.evaluation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of one resource that have a {@code $dynamicAnchor}, by its name. It stands for its resource in the dynamic
 * scope (JSON Schema core, 7.1); two are the same only when they are the same object.
 */
public final class DynamicAnchors {
    private final Map<String, Node> nodes = new HashMap<>();

    /** Adds one while the resource is compiled; the first of a name stays. */
    public void add(String name, Node node) {
        nodes.putIfAbsent(name, node);
    }

    @Nullable
    Node get(String name) {
        return nodes.get(name);
    }
}
