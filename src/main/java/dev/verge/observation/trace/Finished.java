package dev.verge.observation.trace;

import dev.verge.observation.Observation.RequestServed;
import java.time.Instant;

/** A request that is over, and when it ended. */
record Finished(RequestServed served, Instant end) {}
