/**
 * The private port: is this node alive, is it ready.
 *
 * <p>Answers from cached results; a probe never causes a query. Start reading at
 * {@link dev.verge.management.ManagementServer}.
 */
@NullMarked
package dev.verge.management;

import org.jspecify.annotations.NullMarked;
