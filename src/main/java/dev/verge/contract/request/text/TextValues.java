package dev.verge.contract.request.text;

import dev.verge.contract.schema.SchemaShape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns text into the JSON value that a schema wants: a number in the notation of JSON, {@code true} or {@code false},
 * and, where {@code null} is allowed and text is not, {@code null} or nothing at all for null. Whatever does not fit
 * stays text, for the schema to refuse.
 */
public final class TextValues {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d*+)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*+)(\\.\\d++)?([eE][+-]?\\d{1,3})?");

    private TextValues() {}

    /** Whether a schema wants a list. */
    public static boolean wantsArray(SchemaShape shape) {
        return shape.types().contains("array") || (shape.types().isEmpty() && shape.element(0) != null);
    }

    /** Whether a schema wants an object. */
    public static boolean wantsObject(SchemaShape shape) {
        return shape.types().contains("object")
                || (shape.types().isEmpty() && (!shape.properties().isEmpty() || shape.others() != null));
    }

    /** One value. */
    public static @Nullable Object of(String text, @Nullable SchemaShape shape) {
        Set<String> types = shape == null ? Set.of() : types(shape);
        if (text.length() <= JsonReader.MAXIMUM_DIGITS) {
            if ((types.contains("integer") || types.contains("number"))
                    && INTEGER.matcher(text).matches()) {
                return integer(text);
            } else if (mayHaveExponent(types) && NUMBER.matcher(text).matches()) {
                return new BigDecimal(text);
            }
        }
        if (types.contains("boolean") && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        return shape != null && meansNull(text, shape) ? null : text;
    }

    /** {@code 1e2} and {@code 1.0} are integers (JSON Schema, section 4.2.3), but may be meant as text. */
    private static boolean mayHaveExponent(Set<String> types) {
        return types.contains("number") || (types.contains("integer") && !types.contains("string"));
    }

    /** Whether a text stands for null: where null is allowed, and neither text nor a list of texts is. */
    public static boolean meansNull(String text, SchemaShape shape) {
        Set<String> types = types(shape);
        return (text.isEmpty() || text.equals("null"))
                && types.contains("null")
                && !types.contains("string")
                && !(wantsArray(shape) && mayBeText(shape.element(0)));
    }

    private static boolean mayBeText(@Nullable SchemaShape shape) {
        Set<String> types = shape == null ? Set.of() : types(shape);
        return types.isEmpty() || types.contains("string");
    }

    private static Number integer(String text) {
        if (text.length() > 18) {
            BigInteger integer = new BigInteger(text);
            return integer.bitLength() < 64 ? (Number) integer.longValue() : integer;
        }
        long number = Long.parseLong(text);
        return number == (int) number ? (Number) (int) number : (Number) number;
    }

    /** The allowed types; those of the listed values when only these are named. */
    private static Set<String> types(SchemaShape shape) {
        if (!shape.types().isEmpty() || shape.enumeration().isEmpty()) {
            return shape.types();
        }
        return shape.enumeration().stream().map(TextValues::type).collect(Collectors.toSet());
    }

    private static String type(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Number ? "number" : value instanceof Boolean ? "boolean" : "string";
    }

    /** A list of values. */
    public static JsonArray array(List<String> texts, SchemaShape shape) {
        var array = new JsonArray();
        texts.forEach(text -> array.add(of(text, shape.element(array.size()))));
        return array;
    }

    /** An object of values. */
    public static JsonObject object(Map<String, String> texts, SchemaShape shape) {
        var object = new JsonObject();
        texts.forEach((name, text) -> object.put(name, of(text, shape.property(name))));
        return object;
    }

    /** Adds a property to an object: to a list where the schema wants one, any other once. */
    public static void put(JsonObject object, String name, String text, @Nullable SchemaShape shape, Reading reading) {
        Object before = object.getValue(name);
        if (shape != null && wantsArray(shape) && (before == null || before instanceof JsonArray)) {
            JsonArray array = before == null ? new JsonArray() : (JsonArray) before;
            object.put(name, array.add(reading.read(text, shape.element(array.size()))));
        } else if (object.containsKey(name)) {
            throw new UnreadableException("holds the property " + Texts.storable(name) + " twice");
        } else {
            object.put(name, reading.read(text, shape));
        }
    }

    /** How a single text is read. */
    @FunctionalInterface
    public interface Reading {
        /** The value of a text. */
        @Nullable
        Object read(String text, @Nullable SchemaShape shape);
    }
}
