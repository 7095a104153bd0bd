/**
 * JSON Schema (draft 2020-12, and the dialect of OpenAPI 3.0) over vertx-json-schema: compiled once, validated in place
 * on the event loop, defaults applied.
 *
 * <p>Knows nothing of operations or requests. Start reading at {@link dev.verge.contract.schema.Schema}.
 */
@NullMarked
package dev.verge.contract.schema;

import org.jspecify.annotations.NullMarked;
