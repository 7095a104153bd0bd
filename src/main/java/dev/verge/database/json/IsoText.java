package dev.verge.database.json;

import java.util.Base64;
import java.util.HexFormat;

/** PostgreSQL's text of moments and bytes in the words of JSON's standards. */
final class IsoText {
    private IsoText() {}

    /** {@code 2024-01-02 03:04:05+00} to RFC 3339; {@code infinity} and years before Christ keep PostgreSQL's words. */
    static String withOffset(String text) {
        int end = text.endsWith(" BC") ? text.length() - 3 : text.length();
        int sign = Math.max(text.lastIndexOf('+', end - 1), text.lastIndexOf('-', end - 1));
        if (text.indexOf(':') < 0 || sign < 0) {
            return text;
        }
        String offset = text.substring(sign, end);
        String iso = offset.equals("+00") ? "Z" : offset.length() == 3 ? offset + ":00" : offset;
        return text.substring(0, sign).replace(' ', 'T') + iso + text.substring(end);
    }

    /** {@code \x0aff} to base64 (RFC 4648, section 4). */
    static String base64(String text) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text, 2, text.length()));
    }
}
