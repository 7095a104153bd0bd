/**
 * PostgreSQL: connections, what the server says about a statement, execution, rows to JSON, SQLSTATE to problem.
 *
 * <p>Knows neither the contract nor who calls; every value is encoded before a connection is taken. Start reading at
 * {@link dev.verge.database.Database}.
 */
@NullMarked
package dev.verge.database;

import org.jspecify.annotations.NullMarked;
