/**
 * What became of single requests, told to a collector of traces in the words of OpenTelemetry.
 *
 * <p>Event loops hand over a finished request and its moments; all else happens on a thread of its own. Nothing here is
 * loaded unless a collector is named. Start reading at {@link dev.verge.observation.trace.TraceExport}.
 */
@NullMarked
package dev.verge.observation.trace;

import org.jspecify.annotations.NullMarked;
