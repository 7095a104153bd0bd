package dev.verge.database.type;

import java.math.BigDecimal;
import java.util.Set;

/** JSON numbers to the text of PostgreSQL's numbers (its documentation, "Numeric Types"). */
final class Numbers {
    private static final int NUMERIC_DIGITS_BEFORE_POINT = 131_072;
    private static final int NUMERIC_DIGITS_BEHIND_POINT = 16_383;

    /** JSON has no number for these; they are written as strings too. */
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private Numbers() {}

    /** A number without fraction, {@code 1.0} and {@code 1e3} being such (JSON Schema). */
    static String integer(Object value, long minimum, long maximum, String type) {
        BigDecimal number = exact(value);
        if (number.signum() != 0 && digitsBeforePoint(number) > 19) {
            throw new ValueException("is out of range for " + type);
        }
        try {
            long integer = number.longValueExact();
            if (integer >= minimum && integer <= maximum) {
                return Long.toString(integer);
            }
        } catch (ArithmeticException e) {
            throw new ValueException(
                    digitsBeforePoint(number) > 18 ? "is out of range for " + type : "is not an integer");
        }
        throw new ValueException("is out of range for " + type);
    }

    static String numeric(Object value) {
        if (isNotFinite(value)) {
            return value.toString();
        }
        BigDecimal number = exact(value);
        if (digitsBeforePoint(number) > NUMERIC_DIGITS_BEFORE_POINT || number.scale() > NUMERIC_DIGITS_BEHIND_POINT) {
            throw new ValueException("is out of range for numeric");
        }
        return number.toString();
    }

    static String real(Object value) {
        if (isNotFinite(value)) {
            return value.toString();
        }
        BigDecimal number = exact(value);
        if (digitsBeforePoint(number) > 39 || Float.isInfinite(number.floatValue())) {
            throw new ValueException("is out of range for real");
        }
        return number.toString();
    }

    static String doublePrecision(Object value) {
        if (isNotFinite(value)) {
            return value.toString();
        }
        BigDecimal number = exact(value);
        if (digitsBeforePoint(number) > 309 || Double.isInfinite(number.doubleValue())) {
            throw new ValueException("is out of range for double precision");
        }
        return number.toString();
    }

    private static boolean isNotFinite(Object value) {
        return value instanceof String text && NOT_FINITE.contains(text);
    }

    private static BigDecimal exact(Object value) {
        if (!(value instanceof Number)) {
            throw new ValueException("is not a number");
        }
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            throw new ValueException("is not a number");
        }
    }

    /** A long: the exponent of a hostile number may be near the limits of an int. */
    private static long digitsBeforePoint(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }
}
