package dev.verge.contract.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a schema says about the type of a value, references followed and {@code allOf} merged; alternatives
 * ({@code anyOf}, {@code oneOf}) are united. Nested shapes are made to a depth of four and are open below.
 *
 * @param types JSON type names ({@code string}, {@code integer}, {@code number}, {@code boolean}, {@code array},
 *     {@code object}, {@code null}); empty when any type may stand
 * @param format the {@code format}; null without
 * @param enumeration the values of {@code enum} or {@code const}; empty without
 * @param properties the declared properties
 * @param required the names of those that must be there in an answer
 * @param open whether {@code additionalProperties} or {@code patternProperties} expressly allow other properties
 * @param items the shape of the elements behind the first ones; null when nothing is said
 * @param firstItems the shapes of the first elements, when they have shapes of their own
 * @param others the shape of the properties that are not declared; null when nothing is said
 */
public record SchemaShape(
        Set<String> types,
        @Nullable String format,
        List<Object> enumeration,
        Map<String, SchemaShape> properties,
        Set<String> required,
        boolean open,
        @Nullable SchemaShape items,
        List<SchemaShape> firstItems,
        @Nullable SchemaShape others) {

    /** One without shapes for the first elements and for properties that are not declared. */
    public SchemaShape(
            Set<String> types,
            @Nullable String format,
            List<Object> enumeration,
            Map<String, SchemaShape> properties,
            Set<String> required,
            boolean open,
            @Nullable SchemaShape items) {
        this(types, format, enumeration, properties, required, open, items, List.of(), null);
    }

    /** The shape of a property; null when nothing is said about it. */
    public @Nullable SchemaShape property(String name) {
        return properties.getOrDefault(name, others);
    }

    /** The shape of an element; null when nothing is said about it. */
    public @Nullable SchemaShape element(int index) {
        return index < firstItems.size() ? firstItems.get(index) : items;
    }
}
