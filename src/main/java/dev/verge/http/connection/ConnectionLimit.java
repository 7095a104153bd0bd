package dev.verge.http.connection;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How many connections of callers one event loop holds open. One too many takes the place of the one that has waited
 * longest for a request, so that whoever opens connections and says nothing keeps nobody out; when every one is being
 * served it is closed itself.
 */
public final class ConnectionLimit {
    private final int most;
    private final Set<Channel> waiting = new LinkedHashSet<>();
    private int open;

    /**
     * A limit without connections.
     *
     * @param most 1 or more
     */
    public ConnectionLimit(int most) {
        this.most = most;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the connection's own end tells
    void opened(Channel connection) {
        open++;
        connection.closeFuture().addListener(closed -> {
            open--;
            waiting.remove(connection);
        });
        if (open > most) {
            longestWaiting(connection).close();
        }
        if (connection.isOpen()) {
            waiting.add(connection);
        }
    }

    /** A request has arrived on it. */
    void serves(Channel connection) {
        waiting.remove(connection);
    }

    /** It waits for its next request. */
    void waits(Channel connection) {
        if (connection.isOpen()) {
            waiting.add(connection);
        }
    }

    private Channel longestWaiting(Channel last) {
        return waiting.stream()
                .filter(connection -> !hasStreams(connection))
                .findFirst()
                .orElse(last);
    }

    /** Of HTTP/2 one request may be over and others not. */
    private static boolean hasStreams(Channel connection) {
        var http2 = connection.pipeline().get(Http2ConnectionHandler.class);
        return http2 != null && http2.connection().numActiveStreams() > 0;
    }
}
