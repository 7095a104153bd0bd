/**
 * The issuer's signing keys: fetched, checked, kept and forgotten.
 *
 * <p>Knows nothing of tokens. A key set is merged by key id with an expiry for each key, never replaced blindly and never
 * only added to. Start reading at {@link dev.verge.auth.keys.JwksCache}.
 */
@NullMarked
package dev.verge.auth.keys;

import org.jspecify.annotations.NullMarked;
