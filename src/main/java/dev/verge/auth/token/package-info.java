/**
 * Tokens: taking them apart strictly, the claims in them, the caller that they name, and every reason to refuse one.
 *
 * <p>Knows neither issuers nor keys. Start reading at {@link dev.verge.auth.token.TokenReader}.
 */
@NullMarked
package dev.verge.auth.token;

import org.jspecify.annotations.NullMarked;
