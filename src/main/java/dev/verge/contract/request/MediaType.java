package dev.verge.contract.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type or range (RFC 9110, section 8.3.1).
 *
 * @param name {@code type/subtype} in lower case
 * @param charset the {@code charset} parameter in lower case; empty without
 */
record MediaType(String name, String charset) {
    private static final Map<String, Charset> CHARSETS = Map.of(
            "", StandardCharsets.UTF_8,
            "utf-8", StandardCharsets.UTF_8,
            "us-ascii", StandardCharsets.US_ASCII,
            "iso-8859-1", StandardCharsets.ISO_8859_1);

    /** Reads a field value; parameters other than {@code charset} say nothing here. */
    static MediaType of(String field) {
        String[] parts = field.toLowerCase(Locale.ROOT).split(";", -1);
        String charset = "";
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("charset=")) {
                charset = parameter
                        .substring("charset=".length())
                        .replace("\"", "")
                        .trim();
            }
        }
        return new MediaType(parts.length == 0 ? "" : parts[0].trim(), charset);
    }

    boolean isJson() {
        return name.equals("application/json") || name.endsWith("+json");
    }

    boolean isForm() {
        return name.equals("application/x-www-form-urlencoded");
    }

    boolean isText() {
        return name.startsWith("text/");
    }

    /** The encoding of the text, empty when it is none that is read: JSON and forms are UTF-8 only. */
    Optional<Charset> encoding() {
        Optional<Charset> encoding = Optional.ofNullable(CHARSETS.get(charset));
        return isText() ? encoding : encoding.filter(StandardCharsets.UTF_8::equals);
    }

    /** How exactly a range of the contract names this type: 0 not at all, more is better. */
    int match(String range) {
        int slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1) {
            return 0;
        } else if (range.equals(name)) {
            return 4;
        } else if (range.equals(name.substring(0, slash) + "/*+json") && name.endsWith("+json")) {
            return 3;
        } else if (range.equals(name.substring(0, slash) + "/*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }
}
