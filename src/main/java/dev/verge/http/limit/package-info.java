/**
 * How much may be asked of this node: requests of one caller and from one address, and how many at a time.
 *
 * <p>Knows who asks and how long answers took; knows nothing of what is asked. What a connection may do is held by
 * {@code http.connection}. Start reading at {@link dev.verge.http.limit.RateLimits}.
 */
@NullMarked
package dev.verge.http.limit;

import org.jspecify.annotations.NullMarked;
