package dev.verge.database.connection;

import dev.verge.database.statement.PreparedQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens the connections of one lane, one at a time with growing pauses, each with its statements prepared before it carries
 * anything. Where there is none at all, another attempt begins beside one that takes long: a link that comes back lets the
 * newer one through at once, while the older one waits for its next try. Confined to one event loop.
 */
final class Opening {
    private static final int MOST_ATTEMPTS = 2;

    private final Vertx vertx;
    private final Connector connector;
    private final Duration lifetime;
    private final Watcher watcher;
    private final Backoff backoff = new Backoff();
    private final List<LaneConnection> preparing = new ArrayList<>(MOST_ATTEMPTS);
    private List<PreparedQuery> statements = List.of();
    private int attempts;
    private boolean late;
    private boolean pausing;
    private boolean closed;

    /** @param lifetime after how long a connection is replaced by a new one, at least four fifths of it */
    Opening(Vertx vertx, Connector connector, Duration lifetime, Watcher watcher) {
        this.vertx = vertx;
        this.connector = connector;
        this.lifetime = lifetime;
        this.watcher = watcher;
    }

    /** Who wants the connections. */
    interface Watcher {
        /** How many more are wanted. */
        int missing();

        /** Whether there is none. */
        boolean isNone();

        /** There is one more. */
        void opened(LaneConnection connection);

        /** An attempt failed; others go on. */
        void failed(DatabaseUnreachableException reason);
    }

    void start(List<PreparedQuery> prepared) {
        prepare(prepared);
        begin();
    }

    /** Has these prepared on every connection from now on. */
    void prepare(List<PreparedQuery> queries) {
        statements = List.copyOf(queries);
    }

    /**
     * One is gone.
     *
     * @param useful whether it was open for a while
     */
    void lost(boolean useful) {
        if (useful) {
            backoff.reset();
            begin();
        } else if (attempts == 0) {
            beginLater();
        }
    }

    void close() {
        closed = true;
        connector.abandon();
        List.copyOf(preparing).forEach(connection -> connection.wire().abort());
    }

    /** Opens what is missing, unless that is under way. */
    void begin() {
        boolean due = attempts == 0 || (attempts < MOST_ATTEMPTS && late && watcher.isNone());
        if (!due || pausing || closed || watcher.missing() <= 0) {
            return;
        }
        late = false;
        long timer = vertx.setTimer(Math.max(1, connector.patience().toMillis() / 2), half -> {
            late = true;
            begin();
        });
        // Where there are several servers the newer attempt begins at another one.
        connector
                .connect(attempts++)
                .map(this::connection)
                .compose(this::prepared)
                .onComplete(done -> {
                    attempts--;
                    vertx.cancelTimer(timer);
                })
                .onComplete(this::opened, this::failed);
    }

    private LaneConnection connection(Connector.Opened opened) {
        long nanos = lifetime.toNanos();
        long jittered = nanos - ThreadLocalRandom.current().nextLong(nanos / 5 + 1);
        return new LaneConnection(opened, System.nanoTime() + jittered);
    }

    /** A statement that does not prepare any more keeps no other from being served. */
    private Future<LaneConnection> prepared(LaneConnection connection) {
        if (closed) {
            connection.wire().close();
        }
        preparing.add(connection);
        connection.keepAlive();
        return prepareLatest(connection)
                .timeout(connector.patience().toMillis(), TimeUnit.MILLISECONDS)
                .transform(done -> {
                    preparing.remove(connection);
                    if (done.cause() instanceof TimeoutException) {
                        connection.wire().abort();
                    }
                    return connection.wire().isOpen()
                            ? Future.succeededFuture(connection)
                            : Future.failedFuture(done.cause());
                });
    }

    /** What is to be prepared may be replaced while that is done. */
    private Future<Void> prepareLatest(LaneConnection connection) {
        List<PreparedQuery> wanted = statements;
        return connection.prepareAnew(wanted).transform(done -> {
            connection.dropOlder();
            if (wanted != statements) {
                return prepareLatest(connection);
            }
            return done.succeeded() ? Future.succeededFuture() : Future.failedFuture(done.cause());
        });
    }

    private void opened(LaneConnection connection) {
        if (watcher.missing() > 0) {
            watcher.opened(connection);
        } else {
            connection.wire().close();
        }
        begin();
    }

    private void failed(Throwable failure) {
        if (closed) {
            return;
        }
        var reason = DatabaseUnreachableException.of(failure);
        watcher.failed(reason);
        if (reason.isSilence()) {
            // The attempt itself was a pause.
            backoff.reset();
        }
        beginLater();
    }

    private void beginLater() {
        if (!pausing && !closed) {
            pausing = true;
            vertx.setTimer(backoff.next(), later -> {
                pausing = false;
                begin();
            });
        }
    }
}
