package dev.verge.contract.schema.text;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON values as Java holds them: their types, their numbers, when two are the same (JSON Schema core, 4.2). */
public final class JsonValues {
    private JsonValues() {}

    /** Whether a value is of a type of JSON Schema; {@code 1.0} is an integer. */
    public static boolean is(String type, @Nullable Object value) {
        return switch (type) {
            case "null" -> value == null;
            case "boolean" -> value instanceof Boolean;
            case "string" -> value instanceof String;
            case "array" -> value instanceof JsonArray;
            case "object" -> value instanceof JsonObject;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Number number && isInteger(number);
            default -> false;
        };
    }

    /** The type of a value in the words of a message. */
    public static String describe(@Nullable Object value) {
        if (value == null) {
            return "null";
        } else if (value instanceof Boolean) {
            return "true or false";
        } else if (value instanceof String) {
            return "text";
        } else if (value instanceof JsonArray) {
            return "an array";
        } else if (value instanceof Number number) {
            return isInteger(number) ? "an integer" : "a number with a fraction";
        }
        return "an object";
    }

    /** Whether a number has no fraction. */
    public static boolean isInteger(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof BigInteger) {
            return true;
        }
        BigDecimal decimal = decimal(number);
        return decimal.scale() <= 0 || isMultiple(decimal, 1);
    }

    /** Compares two numbers by value, exactly. */
    public static int compare(Number left, Number right) {
        if (isLong(left) && isLong(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return decimal(left).compareTo(decimal(right));
    }

    /** Whether a number is a whole multiple of another, exactly; what an exponent stands for is never written out. */
    public static boolean isMultiple(Number number, Number of) {
        if (isLong(number) && isLong(of)) {
            return number.longValue() % of.longValue() == 0;
        }
        BigDecimal value = decimal(number);
        BigDecimal step = decimal(of);
        BigInteger divisor = step.unscaledValue();
        int shift = step.scale() - value.scale();
        if (shift >= 0) {
            BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(shift), divisor);
            return isZero(value.unscaledValue().multiply(power).mod(divisor));
        }
        boolean smaller = value.precision() < step.precision() - shift;
        return smaller
                ? value.signum() == 0
                : isZero(value.unscaledValue().mod(divisor.multiply(BigInteger.TEN.pow(-shift))));
    }

    private static boolean isZero(BigInteger integer) {
        return integer.signum() == 0;
    }

    /** A value whose {@code equals} and {@code hashCode} are those of JSON: numbers by value, objects without order. */
    public static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof JsonArray array) {
            List<@Nullable Object> list = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                list.add(canonical(array.getValue(i)));
            }
            return list;
        } else if (value instanceof JsonObject object) {
            SortedMap<String, @Nullable Object> map = new TreeMap<>();
            object.getMap().forEach((name, member) -> map.put(name, canonical(member)));
            return map;
        } else if (value instanceof Number number) {
            return isLong(number) ? (Object) number.longValue() : canonicalDecimal(number);
        }
        return value;
    }

    private static Object canonicalDecimal(Number number) {
        BigDecimal decimal = decimal(number).stripTrailingZeros();
        boolean small = decimal.scale() <= 0 && decimal.precision() - decimal.scale() <= 18;
        return small ? (Object) decimal.longValue() : decimal;
    }

    private static boolean isLong(Number number) {
        return number instanceof Integer || number instanceof Long;
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        } else if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return isLong(number) ? BigDecimal.valueOf(number.longValue()) : new BigDecimal(number.toString());
    }
}
