package dev.verge.database.connection;

import dev.verge.database.statement.PreparedQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one lane: opened one at a time with growing pauses, each with its statements prepared before it
 * carries anything, and replaced when it breaks, falls silent or grows old. Confined to one event loop.
 */
final class Connections {
    private static final long TICK_MILLIS = 250;
    private static final long PROBE_NANOS = Duration.ofSeconds(1).toNanos();
    /** A connection that ends sooner was of no use, as those of a server that sends everybody away. */
    private static final long USEFUL_NANOS = Duration.ofMillis(100).toNanos();

    private final Vertx vertx;
    private final Connector connector;
    private final LaneForm form;
    private final Watcher watcher;
    private final Backoff backoff = new Backoff();
    private final List<LaneConnection> open = new ArrayList<>();
    private final Promise<Void> tried = Promise.promise();
    private List<PreparedQuery> statements = List.of();
    private long ticks = -1;
    private long checked;
    private @Nullable LaneConnection preparing;
    private boolean opening;
    private boolean closed;

    Connections(Vertx vertx, Connector connector, LaneForm form, Watcher watcher) {
        this.vertx = vertx;
        this.connector = connector;
        this.form = form;
        this.watcher = watcher;
    }

    /** Who is told. */
    interface Watcher {
        /** A connection can take something. */
        void free();

        /** An attempt to connect failed. */
        void failed(DatabaseUnreachableException reason);

        /** Whether it is known from elsewhere that the server does not answer anybody. */
        boolean isServerSilent();
    }

    /** Begins; completes when all are open, or the first attempt has failed. */
    Future<Void> start(List<PreparedQuery> prepared) {
        statements = List.copyOf(prepared);
        checked = System.nanoTime();
        ticks = vertx.setPeriodic(TICK_MILLIS, tick -> check());
        openNext();
        return tried.future();
    }

    /** The connection with the most room; null when there is none. */
    @Nullable
    LaneConnection free() {
        LaneConnection best = null;
        for (LaneConnection connection : open) {
            if (connection.mayTake(form.depth()) && (best == null || connection.taken() < best.taken())) {
                best = connection;
            }
        }
        return best;
    }

    /** The connection that was heard last, whether it has room or not; null when there is none. */
    @Nullable
    LaneConnection any() {
        return open.stream()
                .min(Comparator.comparingLong(connection -> connection.wire().silence()))
                .orElse(null);
    }

    /** Prepares these anew on every connection, from now on too, without a word about those that do not prepare. */
    Future<Void> prepare(List<PreparedQuery> queries) {
        statements = List.copyOf(queries);
        return Future.join(open.stream()
                        .map(connection -> connection.prepareAnew(statements).otherwiseEmpty())
                        .toList())
                .mapEmpty();
    }

    /** Drops what was prepared before that. */
    void dropOlder() {
        open.forEach(LaneConnection::dropOlder);
    }

    /** Ends all; what runs on a connection of its own is cancelled. */
    Future<Void> close() {
        closed = true;
        vertx.cancelTimer(ticks);
        if (preparing != null) {
            preparing.wire().abort();
        }
        var cancelled = new ArrayList<Future<Void>>();
        for (LaneConnection connection : List.copyOf(open)) {
            if (connection.taken() > 0 && form.depth() == 1) {
                cancelled.add(connection.cancel());
            } else {
                connection.wire().close();
            }
        }
        return Future.join(cancelled).mapEmpty();
    }

    private void openNext() {
        if (opening || closed || open.size() >= form.connections()) {
            return;
        }
        opening = true;
        connector.connect().map(this::connection).onComplete(this::prepareAll, this::failed);
    }

    private LaneConnection connection(Connector.Opened opened) {
        long lifetime = form.lifetime().toNanos();
        long jittered = lifetime - ThreadLocalRandom.current().nextLong(lifetime / 5 + 1);
        return new LaneConnection(opened, System.nanoTime() + jittered);
    }

    /** A statement that does not prepare any more keeps no other from being served. */
    private void prepareAll(LaneConnection connection) {
        if (closed) {
            connection.wire().close();
            return;
        }
        preparing = connection;
        connection
                .prepare(statements)
                .timeout(connector.patience().toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> {
                    preparing = null;
                    if (done.cause() instanceof TimeoutException) {
                        connection.wire().abort();
                    }
                    if (connection.wire().isOpen()) {
                        opened(connection);
                    } else {
                        failed(done.cause());
                    }
                });
    }

    private void opened(LaneConnection connection) {
        opening = false;
        open.add(connection);
        long since = System.nanoTime();
        connection.wire().ended().onComplete(ended -> lost(connection, System.nanoTime() - since));
        if (open.size() == form.connections()) {
            tried.tryComplete();
        }
        watcher.free();
        openNext();
    }

    private void lost(LaneConnection connection, long lived) {
        open.remove(connection);
        if (lived > USEFUL_NANOS) {
            backoff.reset();
            openNext();
        } else if (!opening) {
            openLater();
        }
    }

    private void failed(Throwable failure) {
        tried.tryComplete();
        var reason = DatabaseUnreachableException.of(failure);
        watcher.failed(reason);
        if (reason.isSilence()) {
            // The attempt itself was a pause.
            backoff.reset();
        }
        openLater();
    }

    private void openLater() {
        opening = true;
        if (!closed) {
            vertx.setTimer(backoff.next(), later -> {
                opening = false;
                openNext();
            });
        }
    }

    private void check() {
        long now = System.nanoTime();
        // Who was asleep has heard nothing, whatever was said meanwhile.
        boolean awake = now - checked < 2 * TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        checked = now;
        for (LaneConnection connection : List.copyOf(open)) {
            if (awake && isGone(connection)) {
                connection.wire().abort();
            } else if (connection.isRetiring(now) && connection.taken() == 0) {
                connection.wire().close();
            } else if (connection.idle(now) > PROBE_NANOS) {
                connection.probe().onFailure(lost -> {});
            }
        }
    }

    /**
     * Where no request waits, there is only a question whether the server is there. A statement that may take long says
     * nothing for a while; when nobody hears anything, it is not because it takes long.
     */
    private boolean isGone(LaneConnection connection) {
        boolean impatient = connection.taken() == 0 || watcher.isServerSilent();
        Duration limit = impatient ? connector.patience() : form.silence();
        return limit != null && connection.wire().silence() > limit.toNanos();
    }
}
