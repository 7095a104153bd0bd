/**
 * The processes that are measured, and what the system tells about them: time on processors, memory, allocations.
 *
 * <p>Knows how a server is started, and nothing of what is asked of it. Start reading at
 * {@link dev.verge.bench.process.ServerProcess}.
 */
@NullMarked
package dev.verge.bench.process;

import org.jspecify.annotations.NullMarked;
