package dev.verge.http.connection;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many connections of callers one event loop holds open. One too many takes the place of the one that has waited
 * longest for a request, so that whoever opens connections and says nothing keeps nobody out; when every one is being
 * served it is closed itself.
 */
public final class ConnectionLimit {
    private final int most;
    private final Set<HeadTimer> open = new HashSet<>();
    private long turns;

    /**
     * A limit without connections.
     *
     * @param most 1 or more
     */
    public ConnectionLimit(int most) {
        this.most = most;
    }

    void opened(HeadTimer connection) {
        HeadTimer last = open.size() < most ? null : longestWaiting();
        if (last != null) {
            last.close();
        }
        if (open.size() < most) {
            open.add(connection);
        } else {
            connection.close();
        }
    }

    void closed(HeadTimer connection) {
        open.remove(connection);
    }

    /** Grows with every call: who has the smallest has waited longest. */
    long turn() {
        return turns++;
    }

    /** Looks at all of them: requests, of which there are many more than connections that are too many, cost nothing. */
    private @Nullable HeadTimer longestWaiting() {
        HeadTimer longest = null;
        for (HeadTimer connection : open) {
            if (connection.waits() && (longest == null || connection.waitsSince() < longest.waitsSince())) {
                longest = connection;
            }
        }
        return longest;
    }
}
