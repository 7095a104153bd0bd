package dev.verge.contract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A media type or range (RFC 9110, section 8.3.1).
 *
 * @param name {@code type/subtype} in lower case
 * @param charset the {@code charset} parameter in lower case; empty without
 */
public record MediaType(String name, String charset) {
    private static final Pattern JSON = Pattern.compile("application/json|[^*/\\s]+/[^*/\\s]+\\+json");
    private static final Map<String, Charset> CHARSETS = Map.of(
            "", StandardCharsets.UTF_8,
            "utf-8", StandardCharsets.UTF_8,
            "us-ascii", StandardCharsets.US_ASCII,
            "iso-8859-1", StandardCharsets.ISO_8859_1);

    /** Reads a field value; parameters other than {@code charset} say nothing here. */
    public static MediaType of(String field) {
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
        return new MediaType(parts[0].trim(), charset);
    }

    /** Whether it is {@code application/json} or has the structured suffix (RFC 6839); no range does. */
    public boolean isJson() {
        return JSON.matcher(name).matches();
    }

    /** Whether it is that of HTML forms. */
    public boolean isForm() {
        return name.equals("application/x-www-form-urlencoded");
    }

    /** Whether it is text of any kind. */
    public boolean isText() {
        return name.startsWith("text/");
    }

    /** Whether it can be read as a body; of a range, whether a part of it can be. */
    public boolean isReadable() {
        return isJson() || isForm() || isText() || name.equals("application/*") || name.equals("*/*");
    }

    /** The encoding of the text, empty when it is none that is read: JSON and forms are UTF-8 only. */
    public Optional<Charset> encoding() {
        Optional<Charset> encoding = Optional.ofNullable(CHARSETS.get(charset));
        return isText() ? encoding : encoding.filter(StandardCharsets.UTF_8::equals);
    }

    /** How exactly the name of a type or range of the contract means this type: 0 not at all, more is better. */
    public int match(String range) {
        int slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1) {
            return 0;
        } else if (range.equals(name)) {
            return 3;
        }
        return range.equals(name.substring(0, slash) + "/*") ? 2 : range.equals("*/*") ? 1 : 0;
    }
}
