/**
 * What JSON Schema says about plain values: equality, exact numbers, the formats, regular expressions of ECMA-262; and
 * the budget that all work on them is paid from.
 *
 * <p>Knows nothing of schemas. Start reading at {@link dev.verge.contract.schema.value.Budget}.
 */
@NullMarked
package dev.verge.contract.schema.value;

import org.jspecify.annotations.NullMarked;
