package dev.verge.contract.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSON Schema. Immutable, safe to share between event loops; no method does I/O. A valid value costs one
 * silent pass; only a value that is not is looked at again to say what is wrong.
 */
public final class Schema {
    private final Node node;
    private final SchemaShape shape;
    private final boolean hasDefaults;

    Schema(Node node) {
        this.node = node;
        this.shape = Shapes.of(node);
        this.hasDefaults = Defaults.anyIn(node);
    }

    /**
     * One way in which a value breaks its schema.
     *
     * @param pointer the JSON pointer of the value inside the validated one, empty for the whole
     * @param detail what is wrong and what was expected
     */
    public record Violation(String pointer, String detail) {}

    /** What is wrong with a value; empty when nothing is. */
    public List<Violation> validate(@Nullable Object value) {
        if (Check.silent().evaluate(node, value)) {
            return List.of();
        }
        Check check = Check.collecting();
        boolean valid = check.evaluate(node, value);
        if (valid || check.found().isEmpty()) {
            return List.of(new Violation("", "does not match its schema"));
        }
        return check.found().stream().distinct().toList();
    }

    /** The value with the defaults of absent members filled in; the value itself is not changed. */
    public @Nullable Object withDefaults(@Nullable Object value) {
        return hasDefaults ? Defaults.fill(node, value) : value;
    }

    /** The default of the whole value; null when there is none. */
    public @Nullable Object defaultValue() {
        return Defaults.of(node);
    }

    /** What it says about types, for comparing with a database and for reading text as values. */
    public SchemaShape shape() {
        return shape;
    }
}
