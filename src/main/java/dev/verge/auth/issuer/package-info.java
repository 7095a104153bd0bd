/**
 * The issuers that are trusted: what the claims of their tokens must say, and which of them a token is from.
 *
 * <p>Knows no operation of the API. Start reading at {@link dev.verge.auth.issuer.TrustedIssuers}.
 */
@NullMarked
package dev.verge.auth.issuer;

import org.jspecify.annotations.NullMarked;
