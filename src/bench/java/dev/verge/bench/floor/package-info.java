/**
 * What is possible: the same API written by hand on bare Vert.x, as a process of its own.
 *
 * <p>It makes the checks that the workloads need and no more, and gives the same answers; the harness compares them before
 * it measures. Start reading at {@link dev.verge.bench.floor.Floor}.
 */
@NullMarked
package dev.verge.bench.floor;

import org.jspecify.annotations.NullMarked;
