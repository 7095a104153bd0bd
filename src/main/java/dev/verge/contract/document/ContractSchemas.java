package dev.verge.contract.document;

import dev.verge.contract.schema.Schema;
import dev.verge.contract.schema.Schemas;
import dev.verge.source.Mistakes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The compiled schemas of a contract, each compiled once. Not thread-safe. */
public final class ContractSchemas {
    private final Schemas schemas;
    private final Mistakes mistakes;
    private final Schema anything = Schemas.anything();
    private final Map<String, Optional<Schema>> compiled = new HashMap<>();

    /** Compiles with these. */
    public ContractSchemas(Schemas schemas, Mistakes mistakes) {
        this.schemas = schemas;
        this.mistakes = mistakes;
    }

    /** The schema at a place; one that allows anything when it has a mistake, so that no other is made of it. */
    public Schema atOrAnything(Place place) {
        return at(place).orElse(anything);
    }

    /** The schema that allows anything, in the place of one that is missing. */
    public Schema anything() {
        return anything;
    }

    /** The schema at a place; empty when it has a mistake. */
    public Optional<Schema> at(Place place) {
        String key = place.name() + "#" + place.pointer();
        Optional<Schema> known = compiled.get(key);
        if (known == null) {
            known = schemas.compile(place.name(), place.pointer(), mistakes);
            compiled.put(key, known);
        }
        return known;
    }
}
