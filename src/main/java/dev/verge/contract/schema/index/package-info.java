/**
 * Which schema every URI of a contract means (JSON Schema core, 8.2 and 9).
 *
 * <p>Knows places, not what is made of them. Start reading at {@link dev.verge.contract.schema.index.SchemaIndex}.
 */
@NullMarked
package dev.verge.contract.schema.index;

import org.jspecify.annotations.NullMarked;
