/**
 * What happens on a connection of the public port before there is a request: times, framing, how many connections there
 * are, and how much of each is taken up at a time.
 *
 * <p>Works on Netty's pipeline, where Vert.x has no place for it, and knows nothing of routes and answers. Start reading
 * at {@link dev.verge.http.connection.WatchedVertx}; the connections come from the
 * {@link dev.verge.http.connection.PromptTransport}, and none come any more when {@link dev.verge.http.connection.Acceptance}
 * has ended.
 */
@NullMarked
package dev.verge.http.connection;

import org.jspecify.annotations.NullMarked;
