package dev.verge.http.connection;

import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a port without losing who has just connected: the system has accepted their connections, and their requests are on
 * the way. Shared by all servers of the port; for any thread.
 */
public final class Acceptance {
    /** Of the channel that accepts. */
    static final AttributeKey<Acceptance> KEY = AttributeKey.valueOf(Acceptance.class, "acceptance");

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LOOK_MILLIS = 10;

    private volatile @Nullable PacedAcceptor acceptor;

    void by(PacedAcceptor acceptor) {
        this.acceptor = acceptor;
    }

    /**
     * Takes every connection that the system has accepted, and none from then on. Completes when something has come on each
     * of them, or a second after the last one.
     *
     * @return what is left of that second, for the rest of what they send; zero when it is over
     */
    public Future<Duration> end() {
        PacedAcceptor ending = acceptor;
        if (ending == null) {
            return Future.succeededFuture(Duration.ZERO);
        }
        Promise<Duration> heard = Promise.promise();
        ending.eventLoop().execute(() -> {
            ending.leaveSelector();
            later(ending, () -> {
                ending.acceptLast();
                look(ending, heard);
            });
        });
        return heard.future();
    }

    /** Past the event loop's next look at its selector. */
    @SuppressWarnings("FutureReturnValueIgnored") // the event loop runs it, or ends
    private static void later(PacedAcceptor ending, Runnable task) {
        ending.eventLoop().schedule(task, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void look(PacedAcceptor ending, Promise<Duration> heard) {
        long left = FRESH_NANOS - (System.nanoTime() - ending.lastAccepted());
        if (left <= 0) {
            heard.complete(Duration.ZERO);
        } else if (ending.hasHeardAll()) {
            // Meanwhile the last ones become requests.
            later(ending, () -> heard.complete(Duration.ofNanos(left)));
        } else {
            later(ending, () -> look(ending, heard));
        }
    }
}
