/**
 * The story of a request of one operation: who calls, may they, is it valid, what is the answer, what goes on record.
 *
 * <p>Made for each event loop out of the plans. Start reading at {@link dev.verge.endpoint.serving.PlannedEndpoint}.
 */
@NullMarked
package dev.verge.endpoint.serving;

import org.jspecify.annotations.NullMarked;
