/**
 * The files of a contract: every value knows where it stands, and references lead from file to file.
 *
 * <p>Knows nothing of what the values mean, neither OpenAPI nor JSON Schema. Start reading at
 * {@link dev.verge.contract.document.Documents}.
 */
@NullMarked
package dev.verge.contract.document;

import org.jspecify.annotations.NullMarked;
