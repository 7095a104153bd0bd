package dev.verge.endpoint;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer.
 *
 * @param status the 2xx of the contract
 * @param contentType the body's media type; null without a body
 * @param body the body; null without one
 */
public record EndpointResult(
        int status, @Nullable String contentType, @Nullable Buffer body) {}
