package dev.verge.contract.schema.value;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** JSON values as Java holds them: their types, and how to speak of them. */
public final class JsonValues {
    private static final int LONG_TEXT = 60;

    private JsonValues() {}

    /** Whether a value is of a type of JSON Schema; {@code 1.0} is an integer. */
    public static boolean is(String type, @Nullable Object value, Budget budget) {
        return switch (type) {
            case "null" -> value == null;
            case "boolean" -> value instanceof Boolean;
            case "string" -> value instanceof String;
            case "array" -> value instanceof JsonArray;
            case "object" -> value instanceof JsonObject;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Number number && JsonNumbers.isInteger(number, budget);
            default -> false;
        };
    }

    /** The type of a value in the words of a message. */
    public static String describe(@Nullable Object value, Budget budget) {
        if (value == null) {
            return "null";
        } else if (value instanceof Boolean) {
            return "true or false";
        } else if (value instanceof String) {
            return "text";
        } else if (value instanceof JsonArray) {
            return "an array";
        } else if (value instanceof Number number) {
            return JsonNumbers.isInteger(number, budget) ? "an integer" : "a number with a fraction";
        }
        return "an object";
    }

    /** A value in a message, cut when it is long. */
    public static String brief(@Nullable Object value) {
        if (value instanceof Number number && JsonNumbers.digits(number) > LONG_TEXT) {
            return "a number of more than " + LONG_TEXT + " digits";
        }
        String text = String.valueOf(value);
        return text.length() > LONG_TEXT ? text.substring(0, LONG_TEXT) + "..." : text;
    }
}
