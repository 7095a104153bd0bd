/**
 * The one catalogue of what can go wrong with a request, and the failure that carries an entry of it.
 *
 * <p>Pure data: knows neither HTTP servers nor databases. Everything that refuses a request throws or fails with a
 * {@link dev.verge.problem.ProblemException}; only {@code http} turns it into an answer. Start reading at
 * {@link dev.verge.problem.ProblemType}.
 */
@NullMarked
package dev.verge.problem;

import org.jspecify.annotations.NullMarked;
