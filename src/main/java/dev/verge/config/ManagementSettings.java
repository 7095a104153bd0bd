package dev.verge.config;

import java.time.Duration;

/**
 * The private port of probes.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any free one
 * @param checkInterval how often readiness looks at the database; probes read the last result
 */
public record ManagementSettings(String host, int port, Duration checkInterval) {}
