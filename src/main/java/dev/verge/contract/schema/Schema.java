package dev.verge.contract.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled JSON Schema. Immutable and safe to share between event loops. */
public final class Schema {

    /**
     * One way in which a value breaks its schema.
     *
     * @param pointer the JSON pointer of the value inside the validated one, empty for the whole
     * @param detail what is wrong and what was expected
     */
    public record Violation(String pointer, String detail) {}

    /** What is wrong with a value; empty when nothing is. */
    public List<Violation> validate(@Nullable Object value) {
        return List.of();
    }

    /** The value with the defaults of absent members filled in; the value itself is not changed. */
    public @Nullable Object withDefaults(@Nullable Object value) {
        return value;
    }

    /** The default of the whole value; null when there is none. */
    public @Nullable Object defaultValue() {
        return null;
    }

    /** What it says about types, for comparing with a database and for reading text as values. */
    public SchemaShape shape() {
        return new SchemaShape(
                java.util.Set.of(), null, List.of(), java.util.Map.of(), java.util.Set.of(), false, null);
    }
}
