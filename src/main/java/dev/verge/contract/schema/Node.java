package dev.verge.contract.schema;

import dev.verge.contract.schema.text.Budget;
import dev.verge.contract.schema.text.JsonValues;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One schema, compiled. It is completed while it is compiled, because schemas may refer to themselves; never later. */
final class Node {
    private final Resource resource;
    private final JsonObject source;
    private final Map<String, Node> children = new LinkedHashMap<>();
    private Keyword[] keywords = {};
    private Keyword[] unevaluated = {};
    private boolean complete;

    Node(Resource resource, JsonObject source) {
        this.resource = resource;
        this.source = source;
    }

    void complete(List<Keyword> ordinary, List<Keyword> last) {
        keywords = ordinary.toArray(Keyword[]::new);
        unevaluated = last.toArray(Keyword[]::new);
        complete = true;
    }

    /** Whether neither this schema nor any that it reaches has a mistake. */
    boolean isSound() {
        return isSound(new HashSet<>());
    }

    private boolean isSound(Set<Node> seen) {
        return !seen.add(this) || (complete && children.values().stream().allMatch(child -> child.isSound(seen)));
    }

    void put(String keyword, Node child) {
        children.put(keyword, child);
    }

    Resource resource() {
        return resource;
    }

    /** The schema object, in terms of 2020-12. */
    JsonObject source() {
        return source;
    }

    /** The schema below a keyword, such as {@code items}, {@code allOf/0} or {@code properties/name}. */
    @Nullable
    Node child(String keyword) {
        return children.get(keyword);
    }

    /** Every schema below this one. */
    Iterable<Node> children() {
        return children.values();
    }

    /** The schemas of a keyword that holds several. */
    List<Node> children(String keyword) {
        List<Node> nodes = new ArrayList<>();
        for (Map.Entry<String, Node> child : children.entrySet()) {
            if (child.getKey().startsWith(keyword + "/")) {
                nodes.add(child.getValue());
            }
        }
        return nodes;
    }

    /** Schemas that hold for the same value, always: a reference and {@code allOf}. */
    List<Node> same() {
        List<Node> nodes = children("allOf");
        for (String keyword : List.of("$ref", "$dynamicRef")) {
            Node node = child(keyword);
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** Whether this schema's own {@code type}, or that of the one it refers to, allows a value. */
    boolean mayAccept(@Nullable Object value, Budget budget) {
        Node node = this;
        for (int i = 0; node != null && i < 10; i++) {
            Object type = node.source.getValue("type");
            if (type instanceof JsonArray types) {
                return types.stream().anyMatch(each -> JsonValues.is(each.toString(), value, budget));
            } else if (type != null) {
                return JsonValues.is(type.toString(), value, budget);
            }
            node = node.child("$ref");
        }
        return true;
    }

    /** Whether a value satisfies every keyword. */
    boolean holds(@Nullable Object value, Check check) {
        if (unevaluated.length == 0) {
            return all(keywords, value, check);
        }
        var own = new Evaluated();
        Evaluated above = check.track(own);
        boolean valid = all(keywords, value, check) && all(unevaluated, value, check);
        check.track(above);
        check.look(own);
        return valid;
    }

    private static boolean all(Keyword[] keywords, @Nullable Object value, Check check) {
        boolean valid = true;
        for (Keyword keyword : keywords) {
            valid &= keyword.holds(value, check);
            if (check.hasEnough(valid)) {
                return false;
            }
        }
        return valid;
    }
}
