/**
 * The wiring of the server: what starts, in which order, and how it stops.
 *
 * <p>Every {@code new} of a collaborator stands here; nothing below knows how it was put together. Start reading at
 * {@link dev.verge.Server}; the command line is in {@link dev.verge.command}.
 */
@NullMarked
package dev.verge;

import org.jspecify.annotations.NullMarked;
