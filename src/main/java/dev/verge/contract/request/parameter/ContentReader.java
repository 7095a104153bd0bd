package dev.verge.contract.request.parameter;

import dev.verge.contract.MediaType;
import dev.verge.contract.request.text.JsonReader;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@code content} parameter. */
final class ContentReader {
    private ContentReader() {}

    /** JSON as its value, any other media type as text. */
    static @Nullable Object read(String text, String contentType) {
        return MediaType.of(contentType).isJson() ? JsonReader.read(text) : text;
    }
}
