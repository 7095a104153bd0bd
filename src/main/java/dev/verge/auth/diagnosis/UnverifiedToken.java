package dev.verge.auth.diagnosis;

import dev.verge.auth.jose.StrictJson;
import io.vertx.core.json.JsonObject;
import java.util.Base64;

/**
 * What can be read of a text that claims to be a token, however wrong the rest of it is. For display alone.
 *
 * @param header the first segment; empty when it cannot be read
 * @param claims the second segment; empty when it cannot be read
 */
record UnverifiedToken(JsonObject header, JsonObject claims) {
    private static final int MAXIMUM_TEXT = 64 * 1024;

    static UnverifiedToken of(String text) {
        String[] segments = text.length() > MAXIMUM_TEXT ? new String[0] : text.split("\\.", 4);
        return segments.length < 2
                ? new UnverifiedToken(new JsonObject(), new JsonObject())
                : new UnverifiedToken(object(segments[0]), object(segments[1]));
    }

    private static JsonObject object(String segment) {
        try {
            String plain = segment.replaceAll("[\\s=]", "").replace('+', '-').replace('/', '_');
            return StrictJson.object(Base64.getUrlDecoder().decode(plain)).orElseGet(JsonObject::new);
        } catch (IllegalArgumentException e) {
            return new JsonObject();
        }
    }
}
