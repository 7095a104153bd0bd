/**
 * The benchmark: a node and the floor under the same load, and both over a line to a database that is far; and a node with its
 * telemetry off and on.
 *
 * <p>Knows what is measured and in which order; how is the business of the packages below. Start reading at
 * {@link dev.verge.bench.Bench}.
 */
@NullMarked
package dev.verge.bench;

import org.jspecify.annotations.NullMarked;
