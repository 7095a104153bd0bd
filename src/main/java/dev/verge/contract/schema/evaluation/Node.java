package dev.verge.contract.schema.evaluation;

import dev.verge.contract.schema.value.Budget;
import dev.verge.contract.schema.value.JsonValues;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One schema, compiled. It is completed while it is compiled, because schemas may refer to themselves; never later. */
public final class Node {
    /** Stands, with the value false, in the source of the schema {@code false}; no keyword can have this name. */
    public static final String NOTHING = "";

    private final DynamicAnchors resource;
    private final JsonObject source;
    private final Map<String, Node> children = new LinkedHashMap<>();
    private Keyword[] keywords = {};
    private Keyword[] unevaluated = {};
    private boolean complete;

    /** A node of a resource, still without children and keywords. */
    public Node(DynamicAnchors resource, JsonObject source) {
        this.resource = resource;
        this.source = source;
    }

    /** The schema {@code true}. */
    public static Node anything() {
        var node = new Node(new DynamicAnchors(), new JsonObject());
        node.complete(List.of(), List.of());
        return node;
    }

    /** Gives it its keywords, those that look at what the others have not looked at last. */
    public void complete(List<Keyword> ordinary, List<Keyword> last) {
        keywords = ordinary.toArray(Keyword[]::new);
        unevaluated = last.toArray(Keyword[]::new);
        complete = true;
    }

    /** Whether neither this schema nor any that it reaches has a mistake. */
    public boolean isSound() {
        return isSound(new HashSet<>());
    }

    private boolean isSound(Set<Node> seen) {
        return !seen.add(this) || (complete && children.values().stream().allMatch(child -> child.isSound(seen)));
    }

    /** Adds a schema below a keyword. */
    public void put(String keyword, Node child) {
        children.put(keyword, child);
    }

    /** What stands for its resource in the dynamic scope. */
    DynamicAnchors resource() {
        return resource;
    }

    /** The schema object, in terms of 2020-12. */
    public JsonObject source() {
        return source;
    }

    /** Its {@code $dynamicAnchor}. */
    public Optional<String> dynamicAnchor() {
        return Optional.ofNullable(source.getValue("$dynamicAnchor")).map(Object::toString);
    }

    /** The schema below a keyword, such as {@code items}, {@code allOf/0} or {@code properties/name}. */
    public @Nullable Node child(String keyword) {
        return children.get(keyword);
    }

    /** Every schema below this one. */
    public Iterable<Node> children() {
        return children.values();
    }

    /** The schemas of a keyword that holds several. */
    public List<Node> children(String keyword) {
        List<Node> nodes = new ArrayList<>();
        for (Map.Entry<String, Node> child : children.entrySet()) {
            if (child.getKey().startsWith(keyword + "/")) {
                nodes.add(child.getValue());
            }
        }
        return nodes;
    }

    /** The schemas of a keyword that holds schemas by name. */
    public Map<String, Node> named(String keyword) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        if (source.getValue(keyword) instanceof JsonObject map) {
            map.fieldNames().forEach(name -> nodes.put(name, Objects.requireNonNull(child(keyword + "/" + name))));
        }
        return nodes;
    }

    /** Schemas that hold for the same value, always: a reference and {@code allOf}. */
    public List<Node> same() {
        List<Node> nodes = children("allOf");
        for (String keyword : List.of("$ref", "$dynamicRef")) {
            Node node = child(keyword);
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** Schemas that are evaluated on the same value, whether or not they must hold. */
    public List<Node> inPlace() {
        List<Node> nodes = same();
        nodes.addAll(children("anyOf"));
        nodes.addAll(children("oneOf"));
        nodes.addAll(children("dependentSchemas"));
        for (String keyword : List.of("not", "if", "then", "else")) {
            Node node = child(keyword);
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** Whether this schema's own {@code type}, or that of the one it refers to, allows a value. */
    public boolean mayAccept(@Nullable Object value, Budget budget) {
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
