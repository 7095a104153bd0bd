package dev.verge.contract.schema;

import java.util.HashMap;
import java.util.Map;

/**
 * A schema resource (JSON Schema core, 4.3.5): a document, or a part of one with an {@code $id} of its own.
 *
 * @param uri its absolute URI without fragment
 * @param root where it begins
 * @param anchors places by {@code $anchor} and {@code $dynamicAnchor}
 * @param dynamic the compiled schemas by {@code $dynamicAnchor}
 */
record Resource(String uri, Place root, Map<String, Place> anchors, Map<String, Node> dynamic) {

    Resource(String uri, Place root) {
        this(uri, root, new HashMap<>(), new HashMap<>());
    }

    /** Two resources are the same only when they are the same object. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
