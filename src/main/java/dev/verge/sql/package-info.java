/**
 * SQL files as text: named inputs become {@code $1..$n}, and a position in the statement finds its line in the file.
 *
 * <p>Pure: knows no database and no contract. Start reading at {@link dev.verge.sql.SqlStatement}.
 */
@NullMarked
package dev.verge.sql;

import org.jspecify.annotations.NullMarked;
