/**
 * Joins contract, SQL files and database at start and reload, and reports every place where they do not fit.
 *
 * <p>Never runs while a request is served. Text first ({@link dev.verge.endpoint.link.Linker#draft}), then, with a
 * database, what PostgreSQL says about each statement ({@link dev.verge.endpoint.link.Planner#plan}). Start reading at
 * {@link dev.verge.endpoint.link.Linker}.
 */
@NullMarked
package dev.verge.endpoint.link;

import org.jspecify.annotations.NullMarked;
