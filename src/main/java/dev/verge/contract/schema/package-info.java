/**
 * JSON Schema (draft 2020-12, and the dialect of OpenAPI 3.0) compiled once, checked in place on the event loop,
 * defaults applied. An evaluator of its own: numbers are exact, nothing is allocated for a valid value but what its
 * schema asks for, the work of a request is bounded, and the published test suite holds.
 *
 * <p>Knows nothing of operations or requests. Start reading at {@link dev.verge.contract.schema.Schema}.
 */
@NullMarked
package dev.verge.contract.schema;

import org.jspecify.annotations.NullMarked;
