/**
 * One exchange over HTTP with a service that this node depends on: an issuer of keys, or of access tokens.
 *
 * <p>Owns how long it may take and how much it may bring. Knows nothing of what is exchanged. Start reading at
 * {@link dev.verge.exchange.BoundedClient}.
 */
@NullMarked
package dev.verge.exchange;

import org.jspecify.annotations.NullMarked;
