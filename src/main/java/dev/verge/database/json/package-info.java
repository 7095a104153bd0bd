/**
 * JSON written straight from the text of values into one buffer, by a plan made once per statement.
 *
 * <p>Pure: knows no connection. Start reading at {@link dev.verge.database.json.RowWriter}.
 */
@NullMarked
package dev.verge.database.json;

import org.jspecify.annotations.NullMarked;
