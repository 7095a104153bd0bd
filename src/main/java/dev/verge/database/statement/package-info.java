/**
 * What is known about a statement before it runs: what PostgreSQL says about it, how its values are bound, how its rows
 * are written and what its errors mean.
 *
 * <p>Immutable, shared by all event loops. Start reading at {@link dev.verge.database.statement.PreparedQuery}.
 */
@NullMarked
package dev.verge.database.statement;

import org.jspecify.annotations.NullMarked;
