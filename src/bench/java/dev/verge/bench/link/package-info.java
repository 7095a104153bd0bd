/**
 * The way to a database that is far: a proxy that delays and counts.
 *
 * <p>Knows bytes and directions, and no protocol.
 */
@NullMarked
package dev.verge.bench.link;

import org.jspecify.annotations.NullMarked;
