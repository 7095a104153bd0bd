/**
 * Keys and signatures (JOSE): which public keys may be used, and does a signature hold, bytes in and a yes or no out.
 *
 * <p>Knows neither where keys come from nor what a token claims. Whatever is not plainly good is refused. Start reading at
 * {@link dev.verge.auth.jose.SignatureVerifier}.
 */
@NullMarked
package dev.verge.auth.jose;

import org.jspecify.annotations.NullMarked;
