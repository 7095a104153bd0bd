/**
 * What is asked and by whom: the issuer, its tokens, and the requests of each workload.
 *
 * <p>Knows the arithmetic of {@code src/bench/conf/dev/02-data.sql}, and no server. Start reading at
 * {@link dev.verge.bench.data.Workload}.
 */
@NullMarked
package dev.verge.bench.data;

import org.jspecify.annotations.NullMarked;
