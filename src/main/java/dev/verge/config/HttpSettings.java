package dev.verge.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The public port.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any free one
 * @param instances how many event loops serve it, 1 or more
 * @param maxBodySize the largest request body, in bytes
 * @param maxUriLength the longest request target, in bytes
 * @param maxHeaderSize the largest header section, in bytes
 * @param headerTimeout how long a caller may take to send the header section
 * @param bodyTimeout how long a caller may take to send the body
 * @param idleTimeout how long a connection may be silent
 * @param drainTimeout how long a stop waits for requests in flight
 * @param unknownQueryParameters whether a query parameter that the contract does not know is accepted
 * @param certificate PEM file of the certificate chain; null serves plain HTTP
 * @param key PEM file of the certificate's private key; null serves plain HTTP
 */
public record HttpSettings(
        String host,
        int port,
        int instances,
        int maxBodySize,
        int maxUriLength,
        int maxHeaderSize,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration drainTimeout,
        boolean unknownQueryParameters,
        @Nullable String certificate,
        @Nullable String key) {}
