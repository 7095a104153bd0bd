package dev.verge.contract.schema;

import dev.verge.contract.document.Place;
import dev.verge.contract.schema.dialect.Dialect;
import dev.verge.contract.schema.dialect.KeywordKind;
import dev.verge.contract.schema.dialect.OpenApi30;
import dev.verge.contract.schema.dialect.SchemaLint;
import dev.verge.contract.schema.evaluation.DynamicAnchors;
import dev.verge.contract.schema.evaluation.Node;
import dev.verge.contract.schema.index.Resource;
import dev.verge.contract.schema.index.SchemaIndex;
import dev.verge.contract.schema.index.SchemaUris;
import dev.verge.contract.schema.keyword.Keywords;
import dev.verge.source.Mistakes;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Turns places into nodes, each once, and reports what is not a schema. */
final class SchemaCompiler {
    private final SchemaIndex index;
    private final Dialect dialect;
    private final Mistakes mistakes;
    private final SchemaLint lint;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<Node, Place> places = new HashMap<>();
    private final Map<Resource, DynamicAnchors> anchors = new HashMap<>();

    SchemaCompiler(SchemaIndex index, Dialect dialect, Mistakes mistakes) {
        this.index = index;
        this.dialect = dialect;
        this.mistakes = mistakes;
        this.lint = new SchemaLint(dialect, mistakes);
    }

    /** The node of a place; what is wrong in it or below it is added to the mistakes. */
    Node compile(Place place) {
        Node known = nodes.get(place.address());
        if (known != null) {
            return known;
        }
        index.learn(place);
        DynamicAnchors resource = anchors.computeIfAbsent(index.owner(place), owner -> new DynamicAnchors());
        var node = new Node(resource, source(place));
        nodes.put(place.address(), node);
        places.put(node, place);
        boolean sound = lint.check(place);
        place.members().forEach((keyword, operand) -> compileChildren(node, place, keyword, operand));
        if (sound && !isIncomplete(node)) {
            Keywords.complete(node, dialect != Dialect.JSON_SCHEMA);
            node.dynamicAnchor().ifPresent(anchor -> resource.add(anchor, node));
        }
        return node;
    }

    /** Where a node was compiled from. */
    Place place(Node node) {
        return Objects.requireNonNull(places.get(node), "place");
    }

    private JsonObject source(Place place) {
        if (!(place.value() instanceof JsonObject written)) {
            return Boolean.TRUE.equals(place.value()) ? new JsonObject() : new JsonObject().put(Node.NOTHING, false);
        }
        return dialect == Dialect.OPENAPI_3_0 ? OpenApi30.translate(written) : written;
    }

    /** A reference that leads nowhere is already a mistake; the node is never used. */
    private static boolean isIncomplete(Node node) {
        return List.of("$ref", "$dynamicRef").stream()
                .anyMatch(keyword -> node.source().containsKey(keyword) && node.child(keyword) == null);
    }

    /** What is below an operand of a wrong kind cannot be told. */
    private void compileChildren(Node node, Place schema, String keyword, Place operand) {
        KeywordKind kind = KeywordKind.of(keyword, dialect);
        if (kind == null || !kind.allows(operand.value()) || !node.source().containsKey(keyword)) {
            return;
        }
        if (keyword.equals("$ref") || keyword.equals("$dynamicRef")) {
            follow(node, schema, keyword, String.valueOf(operand.value()));
        } else if (kind == KeywordKind.SCHEMA) {
            node.put(keyword, compile(operand));
        } else if (kind == KeywordKind.SCHEMA_MAP || kind == KeywordKind.SCHEMA_LIST) {
            operand.members().forEach((name, member) -> node.put(keyword + "/" + name, compile(member)));
            operand.elements().forEach(element -> node.put(keyword + "/" + element.key(), compile(element)));
        }
    }

    private void follow(Node node, Place from, String keyword, String reference) {
        Optional<Place> target = index.find(index.owner(from), reference);
        if (target.isEmpty()) {
            // A file that is not there was reported when the files were read.
            if (mistakes.isFree(from.location(keyword))) {
                mistakes.add(from.location(keyword), keyword, reference, "a reference to a schema that exists");
            }
            return;
        }
        node.put(keyword, compile(target.get()));
        if (keyword.equals("$dynamicRef")) {
            index.dynamicAnchors(SchemaUris.fragment(reference)).forEach(this::compile);
        }
    }
}
