/**
 * An operation linked with all that answers it, immutable and shared by the event loops; which value of a request goes
 * into which parameter of a statement, and what to answer when it cannot.
 *
 * <p>Start reading at {@link dev.verge.endpoint.plan.OperationPlan}.
 */
@NullMarked
package dev.verge.endpoint.plan;

import org.jspecify.annotations.NullMarked;
