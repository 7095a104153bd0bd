package dev.verge.contract.schema;

import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the schemas of a contract and of the files that it refers to. Used at start; not thread-safe. */
public final class Schemas {
    private static final List<String> IN_PLACE = List.of("anyOf", "oneOf");
    private static final List<String> IN_PLACE_ONE = List.of("not", "if", "then", "else");

    private final SchemaIndex index;
    private final SchemaCompiler compiler;

    /**
     * Takes the documents of a contract.
     *
     * @param documents by name, the path relative to the conf directory with forward slashes, such as
     *     {@code openapi.yaml} or {@code schemas/user.yaml}
     * @param openApi30 whether the schemas are in the dialect of OpenAPI 3.0
     */
    public Schemas(Map<String, SourceDocument> documents, boolean openApi30) {
        this(documents, openApi30 ? Dialect.OPENAPI_3_0 : Dialect.OPENAPI_3_1);
    }

    Schemas(Map<String, SourceDocument> documents, Dialect dialect) {
        this.index = new SchemaIndex(documents, dialect);
        this.compiler = new SchemaCompiler(index, dialect);
    }

    /**
     * Compiles the schema at a pointer of a document, following its references. Mistakes in it (not a schema, a
     * reference to nothing, a broken pattern, an unknown type) are added to the list.
     */
    public Optional<Schema> compile(String document, String pointer, Mistakes mistakes) {
        Resource resource = index.document(document);
        Optional<Place> place =
                resource == null ? Optional.empty() : resource.root().find(pointer);
        if (resource == null || place.isEmpty()) {
            throw new IllegalArgumentException("schema: " + document + "#" + pointer + " (expected: a known place)");
        }
        Node node = compiler.compile(place.get(), mistakes);
        if (!node.isSound()) {
            return Optional.empty();
        } else if (isEndless(node, new HashSet<>(), new HashSet<>())) {
            mistakes.add(place.get().location(), "the schema refers to itself without end, at the same value");
            return Optional.empty();
        }
        return Optional.of(new Schema(node));
    }

    /** The schema {@code true}. */
    public static Schema anything() {
        var mistakes = new Mistakes();
        SourceDocument document =
                SourceDocument.parse("{schema: true}", "anything", mistakes).orElseThrow();
        return new Schemas(Map.of("anything", document), false)
                .compile("anything", "/schema", mistakes)
                .orElseThrow();
    }

    /** Whether checking one value would come back to the same schema with the same value. */
    private static boolean isEndless(Node node, Set<Node> open, Set<Node> done) {
        if (done.contains(node)) {
            return false;
        }
        if (!open.add(node)) {
            return true;
        }
        boolean endless = node.same().stream().anyMatch(same -> isEndless(same, open, done));
        for (String keyword : IN_PLACE) {
            endless |= node.children(keyword).stream().anyMatch(child -> isEndless(child, open, done));
        }
        for (String keyword : IN_PLACE_ONE) {
            Node child = node.child(keyword);
            endless |= child != null && isEndless(child, open, done);
        }
        open.remove(node);
        done.add(node);
        return endless;
    }
}
