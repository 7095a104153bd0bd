package dev.verge.database.json;

import java.util.Base64;
import java.util.HexFormat;

/** PostgreSQL's text of moments and bytes in the words of JSON's standards. */
final class IsoText {
    private static final String BEFORE_CHRIST = " BC";

    private IsoText() {}

    /**
     * {@code 2024-01-02} as it is, years that have no four digits with a sign, and {@code 0044-03-15 BC} as
     * {@code -0043-03-15} (ISO 8601, which has a year 0); {@code infinity} keeps PostgreSQL's word.
     */
    static String date(String text) {
        boolean beforeChrist = text.endsWith(BEFORE_CHRIST);
        int yearEnd = text.indexOf('-');
        if (yearEnd < 1 || (yearEnd == 4 && !beforeChrist)) {
            return text;
        }
        int year = Integer.parseInt(text.substring(0, yearEnd));
        int end = text.length() - (beforeChrist ? BEFORE_CHRIST.length() : 0);
        int isoYear = beforeChrist ? 1 - year : year;
        String sign = isoYear < 0 ? "-" : isoYear > 9999 ? "+" : "";
        return sign + String.format("%04d", Math.abs(isoYear)) + text.substring(yearEnd, end);
    }

    /** {@code 2024-01-02 03:04:05} with a {@code T} between. */
    static String timestamp(String text) {
        return date(text).replace(' ', 'T');
    }

    /** {@code 2024-01-02 03:04:05+00} as RFC 3339 has it. */
    static String timestampWithOffset(String text) {
        return withOffset(timestamp(text));
    }

    /** {@code 03:04:05+00} or what ends so, its offset being a {@code Z} or of hours and minutes. */
    static String withOffset(String text) {
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        if (text.indexOf(':') < 0 || sign < 0) {
            return text;
        }
        String offset = text.substring(sign);
        String iso = offset.equals("+00") ? "Z" : offset.length() == 3 ? offset + ":00" : offset;
        return text.substring(0, sign) + iso;
    }

    /** {@code \x0aff} to base64 (RFC 4648, section 4). */
    static String base64(String text) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text, 2, text.length()));
    }
}
