package dev.verge.contract.schema.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** JSON numbers: compared, divided and written by value, exactly. What an exponent stands for is not written out. */
public final class JsonNumbers {
    /** What arithmetic on numbers that are no {@code long} costs, whatever their length. */
    private static final int ARITHMETIC = 10;

    private static final int POWER = 200;

    /** So many digits a {@code long} always holds. */
    private static final int LONG_DIGITS = 18;

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
        int shift = step.scale() - value.scale();
        budget.spend(ARITHMETIC);
        if (Math.max(value.precision() + Math.max(shift, 0), step.precision() + Math.max(-shift, 0)) <= LONG_DIGITS) {
            return shifted(value, shift) % shifted(step, -shift) == 0;
        }
        return shift < 0 ? isMultiple(value, step, -shift, budget) : isPowerMultiple(value, step, shift, budget);
    }

    /** The digits of a number, with as many zeros behind them. */
    private static long shifted(BigDecimal decimal, int zeros) {
        return decimal.unscaledValue().longValue() * (zeros > 0 ? (long) Math.pow(10, zeros) : 1);
    }

    private static boolean isMultiple(BigDecimal value, BigDecimal step, int zeros, Budget budget) {
        if (value.precision() < step.precision() + zeros) {
            return value.signum() == 0;
        }
        budget.spend(value.precision() + zeros);
        BigInteger divisor = step.unscaledValue().multiply(BigInteger.TEN.pow(zeros));
        return isZero(value.unscaledValue().mod(divisor));
    }

    private static boolean isPowerMultiple(BigDecimal value, BigDecimal step, int power, Budget budget) {
        int digits = step.precision();
        budget.spend(POWER + digits * digits / SQUARES + value.precision());
        BigInteger divisor = step.unscaledValue();
        BigInteger factor = BigInteger.TEN.modPow(BigInteger.valueOf(power), divisor);
        return isZero(value.unscaledValue().multiply(factor).mod(divisor));
    }

    private static boolean isZero(BigInteger integer) {
        return integer.signum() == 0;
    }

    /** A text that is the same for numbers of the same value, and for no others. */
    static String canonical(Number number, Budget budget) {
        String digits;
        long exponent = 0;
        if (isLong(number)) {
            digits = number.toString();
        } else {
            BigDecimal decimal = decimal(number);
            int precision = decimal.precision();
            budget.spend(ARITHMETIC + precision * precision / SQUARES);
            digits = decimal.unscaledValue().toString();
            exponent = -(long) decimal.scale();
        }
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        boolean zero = digits.equals("0");
        return digits.substring(0, end) + "e" + (zero ? 0 : exponent + digits.length() - end);
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
