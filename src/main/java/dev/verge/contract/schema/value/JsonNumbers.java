package dev.verge.contract.schema.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** JSON numbers: compared, divided and written by value, exactly. What an exponent stands for is not written out. */
public final class JsonNumbers {
    /** What arithmetic on numbers that are no {@code long} costs, whatever their length. */
    private static final int ARITHMETIC = 20;

    private static final int DIVISION = 200;

    /** How many digits, and how many squares of digits where every digit meets every other, cost one unit. */
    private static final int DIGITS = 8;

    private static final int SQUARES = 50;

    private JsonNumbers() {}

    /** Whether a number has no fraction; {@code 1.0} has none. */
    public static boolean isInteger(Number number, Budget budget) {
        if (isLong(number) || number instanceof BigInteger) {
            return true;
        }
        BigDecimal decimal = decimal(number);
        int scale = decimal.scale();
        if (scale <= 0 || decimal.signum() == 0) {
            return true;
        }
        BigInteger unscaled = decimal.unscaledValue();
        if (unscaled.getLowestSetBit() < scale) {
            return false;
        }
        budget.spend(ARITHMETIC + decimal.precision() + scale);
        return decimal.precision() > scale && isZero(unscaled.mod(BigInteger.TEN.pow(scale)));
    }

    /** Compares two numbers by value. */
    public static int compare(Number left, Number right, Budget budget) {
        if (isLong(left) && isLong(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        BigDecimal one = decimal(left);
        BigDecimal other = decimal(right);
        budget.spend(ARITHMETIC + (one.precision() + other.precision()) / DIGITS);
        return one.compareTo(other);
    }

    /** Whether a number is a whole multiple of another. */
    public static boolean isMultiple(Number number, Number of, Budget budget) {
        if (isLong(number) && isLong(of)) {
            return number.longValue() % of.longValue() == 0;
        }
        BigDecimal value = decimal(number);
        BigDecimal step = decimal(of);
        int digits = step.precision();
        int shift = step.scale() - value.scale();
        budget.spend(DIVISION + digits * digits / SQUARES + value.precision() + Math.abs(shift));
        BigInteger divisor = step.unscaledValue();
        if (shift >= 0) {
            BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(shift), divisor);
            return isZero(value.unscaledValue().multiply(power).mod(divisor));
        }
        boolean smaller = value.precision() < digits - shift;
        return smaller
                ? value.signum() == 0
                : isZero(value.unscaledValue().mod(divisor.multiply(BigInteger.TEN.pow(-shift))));
    }

    private static boolean isZero(BigInteger integer) {
        return integer.signum() == 0;
    }

    /** A text that is the same for numbers of the same value, and for no others. */
    static String canonical(Number number, Budget budget) {
        BigDecimal decimal = decimal(number);
        int precision = decimal.precision();
        budget.spend(ARITHMETIC + precision * precision / SQUARES);
        String digits = decimal.unscaledValue().toString();
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        long exponent = decimal.signum() == 0 ? 0 : digits.length() - end - (long) decimal.scale();
        return digits.substring(0, end) + "e" + exponent;
    }

    /** How many digits it is written with, without those that an exponent stands for. */
    static int digits(Number number) {
        return isLong(number) ? 1 : decimal(number).precision();
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
