/**
 * The files of a contract as OpenAPI objects that know where they stand: references between files, and which members
 * an object may have.
 *
 * <p>Knows nothing of operations or requests. Start reading at {@link dev.verge.contract.document.Documents}.
 */
@NullMarked
package dev.verge.contract.document;

import org.jspecify.annotations.NullMarked;
