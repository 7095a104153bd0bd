package dev.verge.contract.schema;

import dev.verge.contract.schema.text.EcmaPattern;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns places into nodes, each once, and reports what is not a schema. */
final class SchemaCompiler {
    /** Stands, with the value false, in the source of the schema {@code false}; no keyword can have this name. */
    static final String NOTHING = "";

    /** Cheap keywords first: most values that are wrong are found out before anything is searched. */
    private static final List<String> ORDER = List.of("type", "required", "const", "enum");

    private static final Comparator<String> CHEAP_FIRST =
            Comparator.comparingInt(keyword -> ORDER.contains(keyword) ? ORDER.indexOf(keyword) : ORDER.size());

    private final SchemaIndex index;
    private final Dialect dialect;
    private final Map<String, Node> nodes = new HashMap<>();

    SchemaCompiler(SchemaIndex index, Dialect dialect) {
        this.index = index;
        this.dialect = dialect;
    }

    /** The node of a place; what is wrong in it or below it is added to the mistakes. */
    Node compile(Place place, Mistakes mistakes) {
        Node known = nodes.get(place.key());
        if (known != null) {
            return known;
        }
        index.learn(place, index.owner(place));
        Resource resource = index.owner(place);
        if (!(place.value() instanceof JsonObject written)) {
            return constant(place, resource, mistakes);
        }
        JsonObject source = dialect == Dialect.OPENAPI_3_0 ? OpenApi30.translate(written) : written;
        var node = new Node(resource, source);
        nodes.put(place.key(), node);
        int before = mistakes.count();
        written.fieldNames().forEach(keyword -> lint(place, keyword, mistakes));
        boolean sound = mistakes.count() == before;
        source.fieldNames().stream()
                .filter(keyword -> isReadable(place.child(keyword), keyword))
                .forEach(keyword -> compileChildren(node, place, keyword, mistakes));
        if (sound && !isIncomplete(node)) {
            compileKeywords(node);
        }
        return node;
    }

    private Node constant(Place place, Resource resource, Mistakes mistakes) {
        boolean all = Boolean.TRUE.equals(place.value());
        var node = new Node(resource, all ? new JsonObject() : new JsonObject().put(NOTHING, false));
        nodes.put(place.key(), node);
        if (place.value() instanceof Boolean) {
            node.complete(all ? List.of() : List.of((value, check) -> check.fail("is not allowed")), List.of());
        } else {
            mistakes.add(place.location(), "schema", place.value(), KeywordKind.SCHEMA.expected());
        }
        return node;
    }

    private void lint(Place place, String keyword, Mistakes mistakes) {
        Place operand = place.child(keyword);
        KeywordKind kind = KeywordKind.of(keyword, dialect);
        if (kind == null) {
            if (dialect != Dialect.JSON_SCHEMA && !keyword.startsWith("x-")) {
                mistakes.addUnknown(operand.location(), "keyword", keyword, KeywordKind.keywords());
            }
        } else if (!kind.allows(operand.value())) {
            mistakes.add(operand.location(), keyword, brief(operand.value()), kind.expected());
        } else if (keyword.equals("pattern")) {
            lintPattern(operand.location(), String.valueOf(operand.value()), mistakes);
        } else if (keyword.equals("patternProperties") && operand.value() instanceof JsonObject map) {
            map.fieldNames().forEach(name -> lintPattern(operand.child(name).location(), name, mistakes));
        }
    }

    private static String brief(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private static void lintPattern(Location location, String pattern, Mistakes mistakes) {
        try {
            if (EcmaPattern.of(pattern) == null) {
                throw new IllegalStateException("pattern");
            }
        } catch (IllegalArgumentException e) {
            mistakes.add(location, "pattern", brief(pattern), "a regular expression; " + e.getMessage());
        }
    }

    /** What is below an operand of a wrong kind cannot be told. */
    private static boolean isReadable(Place operand, String keyword) {
        KeywordKind kind = KeywordKind.of(keyword, Dialect.OPENAPI_3_1);
        return kind != null && kind.allows(operand.value());
    }

    private void compileKeywords(Node node) {
        JsonObject source = node.source();
        List<Keyword> ordinary = new ArrayList<>();
        List<Keyword> last = new ArrayList<>();
        source.fieldNames().stream().sorted(CHEAP_FIRST).forEach(name -> {
            Keyword keyword = keyword(name, node);
            if (keyword != null) {
                (name.startsWith("unevaluated") ? last : ordinary).add(keyword);
            }
        });
        node.complete(ordinary, last);
        if (source.getValue("$dynamicAnchor") instanceof String anchor) {
            node.resource().dynamic().putIfAbsent(anchor, node);
        }
    }

    /** A reference that leads nowhere is already a mistake; the node is never used. */
    private static boolean isIncomplete(Node node) {
        return (node.source().containsKey("$ref") && node.child("$ref") == null)
                || (node.source().containsKey("$dynamicRef") && node.child("$dynamicRef") == null);
    }

    private void compileChildren(Node node, Place place, String keyword, Mistakes mistakes) {
        KeywordKind kind = KeywordKind.of(keyword, Dialect.OPENAPI_3_1);
        if (keyword.equals("$ref") || keyword.equals("$dynamicRef")) {
            follow(node, place.child(keyword), keyword, mistakes);
        } else if (kind == KeywordKind.SCHEMA) {
            node.put(keyword, compile(place.child(keyword), mistakes));
        } else if (kind == KeywordKind.SCHEMA_MAP) {
            Place map = place.child(keyword);
            ((JsonObject) java.util.Objects.requireNonNull(map.value()))
                    .fieldNames()
                    .forEach(name -> node.put(keyword + "/" + name, compile(map.child(name), mistakes)));
        } else if (kind == KeywordKind.SCHEMA_LIST) {
            Place list = place.child(keyword);
            for (int i = 0; i < ((JsonArray) java.util.Objects.requireNonNull(list.value())).size(); i++) {
                node.put(keyword + "/" + i, compile(list.child(i), mistakes));
            }
        }
    }

    private void follow(Node node, Place reference, String keyword, Mistakes mistakes) {
        String text = String.valueOf(reference.value());
        Optional<Place> target = index.find(node.resource(), text);
        if (target.isEmpty()) {
            // A file that is not there was reported when the files were read.
            if (mistakes.isFree(reference.location())) {
                mistakes.add(reference.location(), keyword, text, "a reference to a schema that exists");
            }
            return;
        }
        node.put(keyword, compile(target.get(), mistakes));
        if (keyword.equals("$dynamicRef")) {
            index.dynamicAnchors(SchemaIndex.fragment(text)).forEach(place -> register(place, mistakes));
        }
    }

    private void register(Place place, Mistakes mistakes) {
        Node node = compile(place, mistakes);
        node.resource().dynamic().putIfAbsent(node.source().getString("$dynamicAnchor"), node);
    }

    private @Nullable Keyword keyword(String name, Node node) {
        if (name.equals("unevaluatedProperties")) {
            return ObjectKeywords.unevaluated(java.util.Objects.requireNonNull(node.child(name)));
        } else if (name.equals("unevaluatedItems")) {
            return ArrayKeywords.unevaluated(java.util.Objects.requireNonNull(node.child(name)));
        }
        Keyword keyword = ValueKeywords.of(name, node.source().getValue(name), dialect != Dialect.JSON_SCHEMA);
        keyword = keyword == null ? Applicators.of(name, node) : keyword;
        keyword = keyword == null ? ObjectKeywords.of(name, node) : keyword;
        return keyword == null ? ArrayKeywords.of(name, node) : keyword;
    }
}
