/**
 * What happened, and who is told.
 *
 * <p>The rest of the server says what happened by an {@link dev.verge.observation.Observation}; only this package logs.
 * Never in an observation: tokens, bodies, parameters, personal names. Start reading at
 * {@link dev.verge.observation.Observer}.
 */
@NullMarked
package dev.verge.observation;

import org.jspecify.annotations.NullMarked;
