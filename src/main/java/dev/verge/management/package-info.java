/**
 * The private port: is this node alive, is it ready, what does it count, which keys does it trust.
 *
 * <p>Answers from what is known already; a probe never causes a query. The keys are handed in. Start reading at
 * {@link dev.verge.management.ManagementServer}.
 */
@NullMarked
package dev.verge.management;

import org.jspecify.annotations.NullMarked;
