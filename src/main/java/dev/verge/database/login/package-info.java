/**
 * What proves to the database who this node is: a password that stays, one in a file, or access tokens that expire.
 *
 * <p>Knows nothing of connections, which ask for it each time that one is opened. Start reading at
 * {@link dev.verge.database.login.Password}.
 */
@NullMarked
package dev.verge.database.login;

import org.jspecify.annotations.NullMarked;
