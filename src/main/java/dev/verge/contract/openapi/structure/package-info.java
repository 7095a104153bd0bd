/**
 * Which members every object of OpenAPI has, and whether a contract has no others.
 *
 * <p>Knows nothing of what Verge makes of them. Start reading at
 * {@link dev.verge.contract.openapi.structure.StructureCheck}.
 */
@NullMarked
package dev.verge.contract.openapi.structure;

import org.jspecify.annotations.NullMarked;
