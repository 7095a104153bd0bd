package dev.verge.contract.schema.index;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The URIs of schemas: of documents, of what a reference means, and their parts. */
public final class SchemaUris {
    private SchemaUris() {}

    /** The URI of a document: {@code conf:/} and its name, or the name when it is a URI. */
    static String of(String name) {
        try {
            return name.matches("[a-z][a-z0-9+.-]+:.*") ? name : new URI("conf", null, "/" + name, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("name: " + name + " (expected: a relative path)", e);
        }
    }

    /** Resolves a reference (RFC 3986, section 5); one that is no URI stays as it is and leads nowhere. */
    static String resolve(String base, String reference) {
        if (reference.isEmpty() || reference.startsWith("#")) {
            return base + reference;
        }
        try {
            return new URI(base).resolve(new URI(reference)).normalize().toString();
        } catch (URISyntaxException e) {
            return reference;
        }
    }

    static String withoutFragment(String uri) {
        int hash = uri.indexOf('#');
        return hash < 0 ? uri : uri.substring(0, hash);
    }

    /** The decoded fragment of a URI, empty without. */
    public static String fragment(String uri) {
        int hash = uri.indexOf('#');
        try {
            return hash < 0
                    ? ""
                    : URLDecoder.decode(uri.substring(hash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return uri.substring(hash + 1);
        }
    }
}
