package dev.verge.endpoint;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer.
 *
 * @param status the 2xx of the contract
 * @param contentType the body's media type; null without a body
 * @param body the body; null without one
 * @param headers header fields over those that every answer has
 */
public record EndpointResult(
        int status, @Nullable String contentType, @Nullable Buffer body, Map<String, String> headers) {

    /** An answer with the header fields that every answer has. */
    public EndpointResult(int status, @Nullable String contentType, @Nullable Buffer body) {
        this(status, contentType, body, Map.of());
    }

    /** Takes a copy. */
    public EndpointResult {
        headers = Map.copyOf(headers);
    }
}
