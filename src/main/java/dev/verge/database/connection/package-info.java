/**
 * Lanes of connections to PostgreSQL: opened one at a time, some kept warm and more as they are
 * needed, chosen for each request, waited for in a bounded queue, given up in time.
 *
 * <p>Knows the statements that a connection has prepared and nothing of requests. Start reading at
 * {@link dev.verge.database.connection.Lane}.
 */
@NullMarked
package dev.verge.database.connection;

import org.jspecify.annotations.NullMarked;
