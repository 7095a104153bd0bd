/**
 * How schemas are written: the keywords of each dialect and what may stand behind them.
 *
 * <p>Knows nothing of what keywords ask of a value. Start reading at
 * {@link dev.verge.contract.schema.dialect.KeywordKind}.
 */
@NullMarked
package dev.verge.contract.schema.dialect;

import org.jspecify.annotations.NullMarked;
