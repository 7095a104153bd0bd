package dev.verge.endpoint;

import dev.verge.auth.token.Caller;
import dev.verge.observation.RequestTrace;

/**
 * A request that was let in.
 *
 * @param caller who calls
 * @param trace the request's names, and the moments that it passes
 * @param started when the request began to be looked at, in the nanoseconds of a monotonic clock
 */
public record Admission(Caller caller, RequestTrace trace, long started) {}
