/**
 * Connections to PostgreSQL: opened, waited for, used by one request at a time, and given up in time.
 *
 * <p>Knows nothing of what runs on them. Start reading at {@link dev.verge.database.connection.ExclusiveLane}.
 */
@NullMarked
package dev.verge.database.connection;

import org.jspecify.annotations.NullMarked;
