package dev.verge.endpoint;

import dev.verge.auth.token.Caller;

/**
 * A request that was let in.
 *
 * @param caller who calls
 * @param requestId the request's id
 * @param started when the request began to be looked at, in the nanoseconds of a monotonic clock
 */
public record Admission(Caller caller, String requestId, long started) {}
