/**
 * The dev mode: an embedded PostgreSQL, a local issuer whose tokens look like those of Entra ID, and a watch on conf.
 *
 * <p>Never part of serving: nothing here is reachable from {@code serve}. Start reading at
 * {@link dev.verge.development.LocalIssuer}.
 */
@NullMarked
package dev.verge.development;

import org.jspecify.annotations.NullMarked;
