package dev.verge.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** What a caller accepts (RFC 9110, section 12.5.1): the most specific range that fits a type decides about it. */
final class MediaRanges {
    private MediaRanges() {}

    /** Whether an answer of this media type suits the caller; without an {@code Accept} field every one does. */
    static boolean accept(MultiMap headers, String contentType) {
        var accept = headers.get(HttpHeaders.ACCEPT);
        if (accept == null || accept.equals("*/*") || accept.equals(contentType)) {
            return true;
        }
        return accept(String.join(",", headers.getAll(HttpHeaders.ACCEPT)), essence(contentType));
    }

    private static boolean accept(String ranges, String type) {
        var general = type.substring(0, type.indexOf('/') + 1) + "*";
        int best = -1;
        boolean accepted = false;
        boolean named = false;
        for (var range : ranges.split(",", -1)) {
            var essence = essence(range);
            named |= essence.indexOf('/') > 0;
            int precision = List.of("*/*", general, type).indexOf(essence);
            if (precision > best || (precision >= 0 && precision == best && !accepted)) {
                best = precision;
                accepted = weight(range) > 0;
            }
        }
        return accepted || !named;
    }

    private static String essence(String range) {
        int semicolon = range.indexOf(';');
        return (semicolon < 0 ? range : range.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private static double weight(String range) {
        for (var parameter : range.split(";", -1)) {
            var text = parameter.strip();
            if (text.regionMatches(true, 0, "q=", 0, 2)) {
                return number(text.substring(2).strip());
            }
        }
        return 1;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
