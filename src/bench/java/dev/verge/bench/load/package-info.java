/**
 * The generators of load, a built-in one and wrk, each in a process of its own; and who scrapes metrics beside them.
 *
 * <p>They know requests and a port, and nothing of who answers. Start reading at {@link dev.verge.bench.load.Generator}.
 */
@NullMarked
package dev.verge.bench.load;

import org.jspecify.annotations.NullMarked;
