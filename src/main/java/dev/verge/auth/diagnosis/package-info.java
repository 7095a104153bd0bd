/**
 * Why a token would be accepted or refused, for the person whose token does not work.
 *
 * <p>Decides nothing: each step calls the check that the request path calls, and the verdict is the one of
 * {@link dev.verge.auth.Authenticator}. Tells nothing of a token that could be used or that names a person. Start reading at
 * {@link dev.verge.auth.diagnosis.TokenExplainer}.
 */
@NullMarked
package dev.verge.auth.diagnosis;

import org.jspecify.annotations.NullMarked;
