/**
 * What JSON Schema says about plain values: equality of JSON values, the formats, regular expressions of ECMA-262.
 *
 * <p>Knows nothing of schemas. Start reading at {@link dev.verge.contract.schema.text.JsonValues}.
 */
@NullMarked
package dev.verge.contract.schema.text;

import org.jspecify.annotations.NullMarked;
