package dev.verge.source;

/** Writes and reads the tokens of JSON pointers (RFC 6901). */
public final class JsonPointers {
    private JsonPointers() {}

    /** The pointer of a member or element below another. */
    public static String child(String pointer, Object token) {
        return pointer + "/" + token.toString().replace("~", "~0").replace("/", "~1");
    }

    /** The token's text as it stands in the document. */
    public static String unescape(String token) {
        return token.replace("~1", "/").replace("~0", "~");
    }
}
