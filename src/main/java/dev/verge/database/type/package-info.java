/**
 * PostgreSQL's types: how a JSON value becomes a value's text, and what its values are in JSON.
 *
 * <p>Pure: knows no connection. Start reading at {@link dev.verge.database.type.PostgresType}.
 */
@NullMarked
package dev.verge.database.type;

import org.jspecify.annotations.NullMarked;
