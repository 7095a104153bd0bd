package dev.verge.contract.openapi;

import java.util.Locale;

/** Which media types Verge reads and writes. */
final class MediaTypes {
    private MediaTypes() {}

    /** A media type as it is compared: lower case, without parameters such as {@code charset}. */
    static String essence(String mediaType) {
        int semicolon = mediaType.indexOf(';');
        return (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** {@code application/json} or a structured suffix (RFC 6839), no range. */
    static boolean isJson(String essence) {
        return essence.equals("application/json") || essence.matches("[a-z]+/[^*/]+\\+json");
    }

    /** What can be read as a body; of a range, the part that can be. */
    static boolean isReadable(String essence) {
        return isJson(essence)
                || essence.equals("*/*")
                || essence.equals("application/*")
                || essence.matches("text/[^/]+")
                || essence.equals("application/x-www-form-urlencoded");
    }
}
