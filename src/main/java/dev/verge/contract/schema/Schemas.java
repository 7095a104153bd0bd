package dev.verge.contract.schema;

import dev.verge.contract.document.Place;
import dev.verge.contract.schema.dialect.Dialect;
import dev.verge.contract.schema.evaluation.Finding;
import dev.verge.contract.schema.evaluation.Node;
import dev.verge.contract.schema.index.SchemaIndex;
import dev.verge.contract.schema.value.Budget;
import dev.verge.contract.schema.value.JsonValues;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The compiled schemas of a contract and of the files that it refers to, each compiled once. Used at start; not
 * thread-safe.
 */
public final class Schemas {
    private final SchemaCompiler compiler;
    private final Cycles cycles;
    private final Dialect dialect;
    private final Mistakes mistakes;
    private final Schema anything = new Schema(Node.anything());
    private final Map<String, Optional<Schema>> compiled = new HashMap<>();
    private final Set<Node> checked = new HashSet<>();

    /**
     * Takes the documents of a contract.
     *
     * @param documents by name, the path relative to the conf directory with forward slashes, such as
     *     {@code openapi.yaml} or {@code schemas/user.yaml}
     * @param dialect that of the schemas
     * @param mistakes where to add what is wrong
     */
    public Schemas(Map<String, SourceDocument> documents, Dialect dialect, Mistakes mistakes) {
        this.compiler = new SchemaCompiler(new SchemaIndex(documents, dialect), dialect, mistakes);
        this.cycles = new Cycles(compiler::place, mistakes);
        this.dialect = dialect;
        this.mistakes = mistakes;
    }

    /** The schema at a place, its references followed; empty when it has a mistake. */
    public Optional<Schema> at(Place place) {
        Optional<Schema> known = compiled.get(place.address());
        if (known == null) {
            known = compile(place);
            compiled.put(place.address(), known);
        }
        return known;
    }

    /** The schema at a place; one that allows anything when it has a mistake, so that no other is made of it. */
    public Schema atOrAnything(Place place) {
        return at(place).orElse(anything);
    }

    /** The schema that allows anything, in the place of one that is missing. */
    public Schema anything() {
        return anything;
    }

    private Optional<Schema> compile(Place place) {
        Node node = compiler.compile(place);
        if (!node.isSound() || cycles.areReachedFrom(node)) {
            return Optional.empty();
        }
        checkDefaults(node);
        return Optional.of(new Schema(node));
    }

    /** A default that its own schema refuses would make every request that leaves it out a violation. */
    private void checkDefaults(Node node) {
        if (dialect == Dialect.JSON_SCHEMA || !checked.add(node)) {
            return;
        }
        Object value = node.source().getValue("default");
        if (value != null) {
            new Schema(node)
                    .check(value, new Budget())
                    .findings()
                    .forEach(finding -> refuseDefault(compiler.place(node), value, finding));
        }
        node.children().forEach(this::checkDefaults);
    }

    private void refuseDefault(Place place, Object value, Finding finding) {
        String at = finding.pointer().isEmpty() ? "this one " : finding.pointer() + " of this one ";
        mistakes.add(
                place.location("default"),
                "default",
                JsonValues.brief(value),
                "a value that its schema allows; " + at + finding.detail());
    }
}
