/**
 * Who calls, and may they: token verification around a cache of the issuer's keys, and roles and scopes.
 *
 * <p>Fails closed: no key, no claim, no rule means refusal. Knows neither the contract nor the database. Start reading at
 * {@link dev.verge.auth.Authenticator}.
 */
@NullMarked
package dev.verge.auth;

import org.jspecify.annotations.NullMarked;
