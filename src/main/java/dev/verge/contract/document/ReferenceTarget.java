package dev.verge.contract.document;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a {@code $ref} names.
 *
 * @param name the file inside the conf directory, with forward slashes
 * @param fragment what stands behind the {@code #}, percent-decoded; empty for the whole file
 */
record ReferenceTarget(String name, String fragment) {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final String INSIDE = "a file inside the conf directory, by its relative path";

    /**
     * Reads a reference (RFC 3986, relative reference; RFC 6901, URI fragment).
     *
     * @param from the name of the file in which it stands
     * @throws IllegalArgumentException when it names no file inside the conf directory; the message says what was
     *     expected
     */
    static ReferenceTarget of(String reference, String from) {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0 ? "" : decode(reference.substring(hash + 1));
        return new ReferenceTarget(file.isEmpty() ? from : name(file, from), fragment);
    }

    private static String name(String file, String from) {
        if (SCHEME.matcher(file).matches() || file.startsWith("//")) {
            throw new IllegalArgumentException(INSIDE + "; nothing is fetched from elsewhere");
        }
        String decoded = decode(file);
        if (decoded.startsWith("/") || decoded.contains("\\")) {
            throw new IllegalArgumentException(INSIDE);
        }
        try {
            Path path = Path.of(from).resolveSibling(decoded).normalize();
            if (path.startsWith("..") || path.isAbsolute()) {
                throw new IllegalArgumentException(INSIDE + "; this one leaves it");
            }
            return path.toString().replace('\\', '/');
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(INSIDE, e);
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("two hexadecimal digits behind every %", e);
        }
    }
}
