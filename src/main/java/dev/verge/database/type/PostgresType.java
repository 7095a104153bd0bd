package dev.verge.database.type;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of PostgreSQL.
 *
 * @param name as {@code format_type} says it, such as {@code timestamp with time zone} or {@code mood[]}
 * @param kind what is known about it; a domain has the kind of its base type
 * @param element the type of an array's elements; null for all other kinds
 * @param labels the labels of an enum, in order; empty for all other kinds
 */
public record PostgresType(
        String name, TypeKind kind, @Nullable PostgresType element, List<String> labels) {

    /** Takes a copy of the labels. */
    public PostgresType {
        if ((kind == TypeKind.ARRAY) != (element != null)) {
            throw new IllegalArgumentException("element: " + element + " (expected: one for an array, none else)");
        }
        labels = List.copyOf(labels);
    }

    /** A type that is neither an array nor an enum. */
    public static PostgresType of(String name, TypeKind kind) {
        return new PostgresType(name, kind, null, List.of());
    }

    /** An array of elements of a type. */
    public static PostgresType arrayOf(PostgresType element) {
        return new PostgresType(element.name() + "[]", TypeKind.ARRAY, element, List.of());
    }

    /** The same under another name, as a domain is. */
    public PostgresType named(String name) {
        return new PostgresType(name, kind, element, labels);
    }

    /**
     * The JSON types (JSON Schema's names) that values of this type have in an answer, beside null. Numbers that can be
     * NaN or infinite, which JSON has no number for, are strings then.
     */
    public Set<String> jsonTypes() {
        return switch (kind) {
            case BIGINT, INTEGER, SMALLINT -> Set.of("integer");
            case NUMERIC, REAL, DOUBLE -> Set.of("number");
            case BOOLEAN -> Set.of("boolean");
            case ARRAY -> Set.of("array");
            case JSON, JSONB -> Set.of("object", "array", "string", "number", "integer", "boolean", "null");
            default -> Set.of("string");
        };
    }

    /**
     * Turns a JSON value into the text that PostgreSQL reads as a value of this type. A JSON {@code null} is SQL NULL.
     *
     * @param value String, Boolean, Number, JsonArray, JsonObject or null
     * @throws ValueException when the value is not one of this type
     */
    public @Nullable String encode(@Nullable Object value) {
        return value == null ? null : ValueEncoder.encode(this, value);
    }
}
