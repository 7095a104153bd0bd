package dev.verge.contract;

import dev.verge.contract.schema.Schema;
import dev.verge.source.Location;
import java.util.Map;

/**
 * What an operation reads (OpenAPI 3.1, Request Body Object).
 *
 * @param required whether a body must be there
 * @param content the schema of each media type or media type range, in the contract's order, keys in lower case;
 *     without those that have a mistake
 * @param location where it stands in the contract
 */
public record RequestBody(boolean required, Map<String, Schema> content, Location location) {}
