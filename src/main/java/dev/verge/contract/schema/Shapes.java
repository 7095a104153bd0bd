package dev.verge.contract.schema;

import dev.verge.contract.schema.dialect.OpenApi30;
import dev.verge.contract.schema.evaluation.Node;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Works out what a schema says about types. */
final class Shapes {
    private static final int MAXIMUM_DEPTH = 4;
    private static final SchemaShape ANYTHING =
            new SchemaShape(Set.of(), null, List.of(), Map.of(), Set.of(), false, null);

    private Shapes() {}

    /** The shape of a schema. */
    static SchemaShape of(Node node) {
        return of(node, 0, Set.of());
    }

    private static SchemaShape of(Node node, int depth, Set<Node> above) {
        if (depth > MAXIMUM_DEPTH || above.contains(node)) {
            return ANYTHING;
        }
        Set<Node> here = new HashSet<>(above);
        here.add(node);
        SchemaShape shape = own(node, depth);
        for (Node same : node.same()) {
            shape = both(shape, of(same, depth, here));
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            List<Node> alternatives = node.children(keyword);
            if (!alternatives.isEmpty()) {
                shape = both(shape, any(alternatives, depth, here));
            }
        }
        return shape;
    }

    private static SchemaShape any(List<Node> alternatives, int depth, Set<Node> above) {
        SchemaShape united = of(alternatives.get(0), depth, above);
        for (Node alternative : alternatives.subList(1, alternatives.size())) {
            united = either(united, of(alternative, depth, above));
        }
        return united;
    }

    private static SchemaShape own(Node node, int depth) {
        JsonObject source = node.source();
        Map<String, SchemaShape> properties = new LinkedHashMap<>();
        node.named("properties").forEach((name, property) -> properties.put(name, of(property, depth + 1, Set.of())));
        Node items = node.child("items");
        List<@Nullable Object> values = values(source);
        Set<String> types = strings(source.getValue("type"));
        return new SchemaShape(
                types,
                source.getString("format"),
                values,
                properties,
                required(node),
                isOpen(source),
                items == null ? null : of(items, depth + 1, Set.of()),
                node.children("prefixItems").stream()
                        .map(first -> of(first, depth + 1, Set.of()))
                        .toList(),
                others(node, depth));
    }

    /** A {@code writeOnly} property never stands in an answer (JSON Schema validation, 9.4). */
    private static Set<String> required(Node node) {
        JsonObject source = node.source();
        Set<String> names = strings(
                source.containsKey(OpenApi30.REQUIRED_IN_ANSWERS)
                        ? source.getValue(OpenApi30.REQUIRED_IN_ANSWERS)
                        : source.getValue("required"));
        names.removeIf(name -> isWriteOnly(node.child("properties/" + name)));
        return names;
    }

    private static boolean isWriteOnly(@Nullable Node property) {
        return property != null
                && (Boolean.TRUE.equals(property.source().getValue("writeOnly"))
                        || property.same().stream().anyMatch(Shapes::isWriteOnly));
    }

    /** What several patterns say together cannot be told without a name. */
    private static @Nullable SchemaShape others(Node node, int depth) {
        List<Node> patterns = node.children("patternProperties");
        Object additional = node.source().getValue("additionalProperties");
        if (additional instanceof JsonObject) {
            return of(Objects.requireNonNull(node.child("additionalProperties")), depth + 1, Set.of());
        }
        return patterns.size() == 1 ? of(patterns.get(0), depth + 1, Set.of()) : null;
    }

    private static List<@Nullable Object> values(JsonObject source) {
        List<@Nullable Object> values = new ArrayList<>();
        if (source.containsKey("const")) {
            values.add(source.getValue("const"));
        } else if (source.getValue("enum") instanceof JsonArray list) {
            list.forEach(values::add);
        }
        return values;
    }

    private static boolean isOpen(JsonObject source) {
        Object additional = source.getValue("additionalProperties");
        return additional instanceof JsonObject
                || Boolean.TRUE.equals(additional)
                || source.containsKey("patternProperties");
    }

    private static Set<String> strings(@Nullable Object value) {
        Set<String> strings = new LinkedHashSet<>();
        if (value instanceof JsonArray list) {
            list.forEach(each -> strings.add(String.valueOf(each)));
        } else if (value != null) {
            strings.add(value.toString());
        }
        return strings;
    }

    private static SchemaShape both(SchemaShape left, SchemaShape right) {
        Map<String, SchemaShape> properties = new LinkedHashMap<>(left.properties());
        right.properties().forEach((name, shape) -> properties.merge(name, shape, Shapes::both));
        return new SchemaShape(
                narrow(left.types(), right.types()),
                left.format() == null ? right.format() : left.format(),
                left.enumeration().isEmpty() ? right.enumeration() : left.enumeration(),
                properties,
                union(left.required(), right.required()),
                left.open() || right.open(),
                merged(left.items(), right.items(), Shapes::both),
                left.firstItems().isEmpty() ? right.firstItems() : left.firstItems(),
                merged(left.others(), right.others(), Shapes::both));
    }

    private static SchemaShape either(SchemaShape left, SchemaShape right) {
        Map<String, SchemaShape> properties = new LinkedHashMap<>(left.properties());
        right.properties().forEach((name, shape) -> properties.merge(name, shape, Shapes::either));
        Set<String> required = new LinkedHashSet<>(left.required());
        required.retainAll(right.required());
        boolean enumerated =
                !left.enumeration().isEmpty() && !right.enumeration().isEmpty();
        List<@Nullable Object> values = new ArrayList<>();
        if (enumerated) {
            values.addAll(left.enumeration());
            values.addAll(right.enumeration());
        }
        return new SchemaShape(
                left.types().isEmpty() || right.types().isEmpty() ? Set.of() : union(left.types(), right.types()),
                eitherFormat(left, right),
                values,
                properties,
                required,
                left.open() || right.open(),
                merged(left.items(), right.items(), Shapes::either),
                left.firstItems().isEmpty() ? right.firstItems() : left.firstItems(),
                merged(left.others(), right.others(), Shapes::either));
    }

    private static @Nullable SchemaShape merged(
            @Nullable SchemaShape left, @Nullable SchemaShape right, BinaryOperator<SchemaShape> merge) {
        return left == null ? right : right == null ? left : merge.apply(left, right);
    }

    /** {@code null} beside a formatted value, the usual way to say "nullable", leaves the format what it is. */
    private static @Nullable String eitherFormat(SchemaShape left, SchemaShape right) {
        Set<String> nothing = Set.of("null");
        if (left.types().equals(nothing)) {
            return right.format();
        } else if (right.types().equals(nothing)) {
            return left.format();
        }
        String format = left.format();
        return format != null && format.equals(right.format()) ? format : null;
    }

    private static Set<String> narrow(Set<String> left, Set<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        Set<String> types = new LinkedHashSet<>();
        left.stream().filter(type -> allows(right, type)).forEach(types::add);
        right.stream().filter(type -> allows(left, type)).forEach(types::add);
        return types;
    }

    private static boolean allows(Set<String> types, String type) {
        return types.contains(type) || (type.equals("integer") && types.contains("number"));
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }
}
