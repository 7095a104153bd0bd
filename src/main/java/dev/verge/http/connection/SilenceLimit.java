package dev.verge.http.connection;

import io.netty.util.AttributeKey;

/**
 * How many connections of a port may be open on which nothing came yet, and for how long.
 *
 * @param most 1 or more
 * @param idleNanos nanoseconds; 0 is for ever
 */
record SilenceLimit(int most, long idleNanos) {
    /** Of the channel that accepts; one without it hands on every connection at once. */
    static final AttributeKey<SilenceLimit> KEY = AttributeKey.valueOf(SilenceLimit.class, "limit");
}
