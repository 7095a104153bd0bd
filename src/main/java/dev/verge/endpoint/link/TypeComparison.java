package dev.verge.endpoint.link;

import dev.verge.contract.schema.SchemaShape;
import dev.verge.database.type.PostgresType;
import dev.verge.database.type.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what a schema says of a value with the PostgreSQL type that takes or gives it. */
final class TypeComparison {
    /**
     * The types that hold a format of JSON Schema exactly; a text type holds any of them too. A {@code time} has an offset
     * (RFC 3339, {@code full-time}), which {@code time without time zone} has not.
     */
    private static final Map<String, Set<TypeKind>> FORMATS = Map.of(
            "uuid", Set.of(TypeKind.UUID),
            "date", Set.of(TypeKind.DATE),
            "date-time", Set.of(TypeKind.TIMESTAMPTZ),
            "time", Set.of(TypeKind.TIMETZ),
            "duration", Set.of(TypeKind.INTERVAL));

    private static final Set<TypeKind> FREE_TEXT = Set.of(TypeKind.TEXT, TypeKind.OTHER);

    private TypeComparison() {}

    /** Why values of a schema cannot all be given to a parameter of a type; empty when they can. */
    static Optional<String> taken(SchemaShape shape, PostgresType type) {
        return types(shape.types(), fitting(shape, type))
                .or(() -> format(shape, type))
                .or(() -> taken(shape.enumeration(), type))
                .or(() -> elements(shape, type, true));
    }

    /** Beside a number a string may stand, for NaN and the infinities; alone it is a mistake. */
    private static Set<String> fitting(SchemaShape shape, PostgresType type) {
        boolean fractional =
                type.kind() == TypeKind.NUMERIC || type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE;
        if (!fractional) {
            return type.jsonTypes();
        }
        return shape.types().contains("number") ? Set.of("number", "integer", "string") : Set.of("number", "integer");
    }

    /** Why values of a column cannot all stand where a schema is promised; empty when they can. */
    static Optional<String> given(PostgresType type, SchemaShape shape) {
        return promised(type, shape)
                .or(() -> format(shape, type))
                .or(() -> given(type, shape.enumeration()))
                .or(() -> elements(shape, type, false));
    }

    /** Whether a schema lets a value be null. */
    static boolean allowsNull(SchemaShape shape) {
        return shape.enumeration().isEmpty()
                ? shape.types().isEmpty() || shape.types().contains("null")
                : shape.enumeration().stream().anyMatch(Objects::isNull);
    }

    /** Types that a schema allows beside null and that do not fit; a schema that allows any is checked per request. */
    private static Optional<String> types(Set<String> allowed, Set<String> fits) {
        var left = new TreeSet<>(allowed);
        left.remove("null");
        left.removeAll(fits);
        return left.isEmpty() ? Optional.empty() : Optional.of(words(fits));
    }

    private static Optional<String> promised(PostgresType type, SchemaShape shape) {
        Set<String> allowed = shape.types();
        if (allowed.isEmpty() || isJson(type)) {
            return Optional.empty();
        }
        boolean fits = type.jsonTypes().stream()
                .allMatch(json -> allowed.contains(json) || (json.equals("integer") && allowed.contains("number")));
        return fits ? Optional.empty() : Optional.of(words(allowed));
    }

    private static Optional<String> format(SchemaShape shape, PostgresType type) {
        Set<TypeKind> exact = shape.format() == null ? null : FORMATS.get(shape.format());
        boolean fits = exact == null || exact.contains(type.kind()) || FREE_TEXT.contains(type.kind()) || isJson(type);
        return fits ? Optional.empty() : Optional.of("string of format " + shape.format());
    }

    private static Optional<String> taken(List<Object> values, PostgresType type) {
        if (type.kind() != TypeKind.ENUM) {
            return Optional.empty();
        }
        List<Object> unknown = values.stream()
                .filter(value -> value instanceof String && !type.labels().contains(value))
                .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of("one of " + String.join(", ", type.labels()));
    }

    private static Optional<String> given(PostgresType type, List<Object> values) {
        boolean promises = type.kind() == TypeKind.ENUM && !values.isEmpty();
        if (!promises || values.containsAll(type.labels())) {
            return Optional.empty();
        }
        var missing = new TreeSet<>(type.labels());
        missing.removeIf(values::contains);
        return Optional.of("an enum that lists " + String.join(", ", missing));
    }

    /** PostgreSQL's array types do not say how many dimensions there are. */
    private static Optional<String> elements(SchemaShape shape, PostgresType type, boolean taken) {
        if (type.element() == null || shape.items() == null) {
            return Optional.empty();
        }
        boolean nested = shape.items().types().contains("array") && !isJson(type.element());
        PostgresType element = nested ? type : type.element();
        Optional<String> mismatch = taken ? taken(shape.items(), element) : given(element, shape.items());
        return mismatch.map(expected -> "array of " + expected);
    }

    /** What JSON a column holds is the operator's to promise. */
    private static boolean isJson(PostgresType type) {
        return type.kind() == TypeKind.JSON || type.kind() == TypeKind.JSONB;
    }

    /** What a schema allows. */
    static String words(SchemaShape shape) {
        if (!shape.enumeration().isEmpty()) {
            return "one of " + shape.enumeration().stream().map(String::valueOf).collect(Collectors.joining(", "));
        } else if (shape.types().isEmpty()) {
            return "any type";
        }
        String types = words(shape.types());
        return shape.items() == null ? types : types.replace("array", "array of " + words(shape.items()));
    }

    private static String words(Set<String> types) {
        return String.join(" or ", new TreeSet<>(types));
    }
}
