package dev.verge.contract;

import io.vertx.core.MultiMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request without its body, as it came over the wire.
 *
 * @param pathParameters raw values by name, still percent-encoded
 * @param query the raw query without the question mark; null when there is none
 * @param headers the header fields
 */
public record RequestHead(
        Map<String, String> pathParameters, @Nullable String query, MultiMap headers) {}
