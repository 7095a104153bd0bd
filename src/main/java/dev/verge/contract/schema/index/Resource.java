package dev.verge.contract.schema.index;

import dev.verge.contract.document.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A schema resource (JSON Schema core, 4.3.5): a document, or a part of one with an {@code $id} of its own. Two are the
 * same only when they are the same object.
 */
public final class Resource {
    private final String uri;
    private final Place root;
    private final Map<String, Place> anchors = new HashMap<>();

    Resource(String uri, Place root) {
        this.uri = uri;
        this.root = root;
    }

    /** Its absolute URI without fragment. */
    String uri() {
        return uri;
    }

    /** Where it begins. */
    Place root() {
        return root;
    }

    /** Names a place of it by {@code $anchor} or {@code $dynamicAnchor}; the first of a name stays. */
    void name(String anchor, Place place) {
        anchors.putIfAbsent(anchor, place);
    }

    /** What a decoded fragment of its URI means, if anything. */
    Optional<Place> find(String fragment) {
        return fragment.isEmpty() || fragment.startsWith("/")
                ? root.find(fragment)
                : Optional.ofNullable(anchors.get(fragment));
    }
}
