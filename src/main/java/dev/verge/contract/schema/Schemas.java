package dev.verge.contract.schema;

import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import java.util.Map;
import java.util.Optional;

/** Compiles the schemas of a contract and of the files that it refers to. Used at start; not thread-safe. */
public final class Schemas {

    /**
     * Takes the documents of a contract.
     *
     * @param documents by name, the path relative to the conf directory with forward slashes, such as
     *     {@code openapi.yaml} or {@code schemas/user.yaml}
     * @param openApi30 whether the schemas are in the dialect of OpenAPI 3.0
     */
    public Schemas(Map<String, SourceDocument> documents, boolean openApi30) {}

    /**
     * Compiles the schema at a pointer of a document, following its references. Mistakes in it (not a schema, a
     * reference to nothing, a broken pattern, an unknown type) are added to the list.
     */
    public Optional<Schema> compile(String document, String pointer, Mistakes mistakes) {
        return Optional.empty();
    }
}
