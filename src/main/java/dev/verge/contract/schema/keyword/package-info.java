/**
 * What each keyword asks of a value, by the part of the specification that it stands in.
 *
 * <p>Knows nodes whose children are compiled, not where they come from. Start reading at
 * {@link dev.verge.contract.schema.keyword.Keywords}.
 */
@NullMarked
package dev.verge.contract.schema.keyword;

import org.jspecify.annotations.NullMarked;
