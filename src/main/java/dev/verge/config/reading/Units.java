package dev.verge.config.reading;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers with units as operators write them. */
public final class Units {
    private static final Map<String, Long> TIMES = inOrder("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Map<String, Long> SIZES = inOrder("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Units() {}

    static long number(String text) {
        return Long.parseLong(text);
    }

    static long milliseconds(String text) {
        return withUnit(text, TIMES);
    }

    static long size(String text) {
        return text.chars().allMatch(Character::isDigit) ? number(text) : withUnit(text, SIZES);
    }

    /** A length of time in its largest unit. */
    public static String time(Duration time) {
        return inLargest(time.toMillis(), TIMES, "ms");
    }

    static String size(long bytes) {
        return inLargest(bytes, SIZES, "");
    }

    private static long withUnit(String text, Map<String, Long> units) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        Long unit = units.get(text.substring(digits).strip());
        if (unit == null || digits > 12) {
            throw new NumberFormatException(text);
        }
        return Long.parseLong(text.substring(0, digits)) * unit;
    }

    private static String inLargest(long amount, Map<String, Long> units, String otherwise) {
        String best = amount + otherwise;
        for (var unit : units.entrySet()) {
            if (amount > 0 && amount % unit.getValue() == 0) {
                best = amount / unit.getValue() + unit.getKey();
            }
        }
        return best;
    }

    private static Map<String, Long> inOrder(Object... units) {
        var map = new LinkedHashMap<String, Long>();
        for (int i = 0; i < units.length; i += 2) {
            map.put((String) units[i], (Long) units[i + 1]);
        }
        return map;
    }
}
