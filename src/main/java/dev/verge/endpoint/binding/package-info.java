/**
 * Which value of a request goes into which parameter of a statement, and what to answer when it cannot.
 *
 * <p>Start reading at {@link dev.verge.endpoint.binding.StatementPlan}.
 */
@NullMarked
package dev.verge.endpoint.binding;

import org.jspecify.annotations.NullMarked;
