/**
 * The evaluation of compiled schemas: nodes with their keywords, and the check that goes through them with a value.
 *
 * <p>Knows no single keyword. Start reading at {@link dev.verge.contract.schema.evaluation.Check}.
 */
@NullMarked
package dev.verge.contract.schema.evaluation;

import org.jspecify.annotations.NullMarked;
