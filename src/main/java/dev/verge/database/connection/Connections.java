package dev.verge.database.connection;

import dev.verge.database.statement.PreparedQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one lane: which of them is given to whom, and when one is replaced because it breaks, falls silent or
 * grows old. Confined to one event loop.
 */
final class Connections {
    private static final long TICK_MILLIS = 250;
    private static final long PROBE_NANOS = Duration.ofSeconds(1).toNanos();
    /** Silence of so many times what is usual, and at least so long, is that of a slow statement or of a dead line. */
    private static final int UNUSUAL = 4;

    private static final long UNUSUAL_NANOS = Duration.ofMillis(10).toNanos();
    /** A connection that ends sooner was of no use, as those of a server that sends everybody away. */
    private static final long USEFUL_NANOS = Duration.ofMillis(100).toNanos();

    /** What may wait behind each other while other connections are free. */
    private static final long TOGETHER_NANOS = Duration.ofMillis(4).toNanos();

    private final Vertx vertx;
    private final Duration patience;
    private final Opening opening;
    private final LaneForm form;
    private final Watcher watcher;
    private final List<LaneConnection> open = new ArrayList<>();
    private final Promise<Void> tried = Promise.promise();
    private @Nullable LaneConnection latest;
    private long ticks = -1;
    private long checked;

    Connections(Vertx vertx, Connector connector, LaneForm form, Watcher watcher) {
        this.vertx = vertx;
        this.patience = connector.patience();
        this.form = form;
        this.watcher = watcher;
        this.opening = new Opening(vertx, connector, form.lifetime(), new Opening.Watcher() {
            @Override
            public int missing() {
                return form.connections() - open.size();
            }

            @Override
            public boolean isNone() {
                return open.isEmpty();
            }

            @Override
            public void opened(LaneConnection connection) {
                Connections.this.opened(connection);
            }

            @Override
            public void failed(DatabaseUnreachableException reason) {
                Connections.this.failed(reason);
            }
        });
    }

    /** Who is told. */
    interface Watcher {
        /** A connection can take something. */
        void free();

        /** A connection that was open is over. */
        void lost();

        /** An attempt to connect failed. */
        void failed(DatabaseUnreachableException reason);

        /** Whether it is known from elsewhere that the server does not answer anybody. */
        boolean isServerSilent();
    }

    /** Begins; completes when all are open, or the first attempt has failed: the first request finds nothing under way. */
    Future<Void> start(List<PreparedQuery> prepared) {
        checked = System.nanoTime();
        ticks = vertx.setPeriodic(TICK_MILLIS, tick -> check());
        opening.start(prepared);
        return tried.future();
    }

    /**
     * The connection that was given last, as long as its server is done with all that is in flight in no time: what is said and
     * heard together takes fewer calls of the system, there and here. Else the one with the most room. Null when none has room.
     */
    @Nullable
    LaneConnection free() {
        long now = System.nanoTime();
        LaneConnection last = latest;
        if (last != null
                && last.mayTake(form.depth())
                && last.wire().silence(now) < TOGETHER_NANOS
                && last.wire().backlog() < TOGETHER_NANOS) {
            return last;
        }
        latest = withMostRoom(now);
        return latest;
    }

    /**
     * Of those whose server answers as usual, else of all; null when none has room. What stands behind a slow statement waits
     * for its end.
     */
    private @Nullable LaneConnection withMostRoom(long now) {
        long limit = patienceWithSilence();
        LaneConnection best = null;
        boolean bestSilent = false;
        for (int i = 0; i < open.size(); i++) {
            LaneConnection connection = open.get(i);
            if (connection.mayTake(form.depth())) {
                boolean silent = connection.wire().silence(now) > limit;
                if (best == null || (silent == bestSilent ? connection.taken() < best.taken() : bestSilent)) {
                    best = connection;
                    bestSilent = silent;
                }
            }
        }
        return best;
    }

    /** Whether there is a connection whose server answers as usual. */
    boolean answers() {
        long now = System.nanoTime();
        long limit = patienceWithSilence();
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).wire().silence(now) <= limit) {
                return true;
            }
        }
        return false;
    }

    /** What is usual where answers come soonest says what the server and the line to it take. */
    private long patienceWithSilence() {
        long usual = Long.MAX_VALUE / UNUSUAL;
        for (int i = 0; i < open.size(); i++) {
            long here = open.get(i).wire().usual();
            usual = here > 0 ? Math.min(usual, here) : usual;
        }
        return Math.max(UNUSUAL_NANOS, UNUSUAL * usual);
    }

    /** Places on connections that are still being opened beside others; whoever waits for one is not in the way of anybody. */
    int placesToCome() {
        return open.isEmpty() ? 0 : (form.connections() - open.size()) * form.depth();
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The connection that was heard last, whether it has room or not; null when there is none. */
    @Nullable
    LaneConnection any() {
        long now = System.nanoTime();
        return open.stream()
                .min(Comparator.comparingLong(connection -> connection.wire().silence(now)))
                .orElse(null);
    }

    /** Prepares these anew on every connection, from now on too, without a word about those that do not prepare. */
    Future<Void> prepare(List<PreparedQuery> queries) {
        opening.prepare(queries);
        return Future.join(open.stream()
                        .map(connection -> connection.prepareAnew(queries).otherwiseEmpty())
                        .toList())
                .mapEmpty();
    }

    /** Drops what was prepared before that. */
    void dropOlder() {
        open.forEach(LaneConnection::dropOlder);
    }

    /** Ends all; what runs on a connection of its own is cancelled. */
    Future<Void> close() {
        vertx.cancelTimer(ticks);
        opening.close();
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

    private void opened(LaneConnection connection) {
        open.add(connection);
        long since = System.nanoTime();
        connection.wire().ended().onComplete(ended -> {
            open.remove(connection);
            watcher.lost();
            opening.lost(System.nanoTime() - since > USEFUL_NANOS);
        });
        if (open.size() == form.connections()) {
            tried.tryComplete();
        }
        watcher.free();
    }

    private void failed(DatabaseUnreachableException reason) {
        tried.tryComplete();
        watcher.failed(reason);
    }

    private void check() {
        long now = System.nanoTime();
        // Who was asleep has heard nothing, whatever was said meanwhile.
        boolean awake = now - checked < 2 * TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        checked = now;
        for (LaneConnection connection : List.copyOf(open)) {
            if (awake && isGone(connection, now)) {
                connection.wire().abort();
            } else if (connection.isRetiring(now) && connection.taken() == 0) {
                connection.wire().close();
            } else if (connection.wire().idle(now) > PROBE_NANOS) {
                connection.probe().onFailure(lost -> {});
            }
        }
    }

    /**
     * Where no request waits, there is only a question whether the server is there. A statement that may take long says
     * nothing for a while; when nobody hears anything, it is not because it takes long.
     */
    private boolean isGone(LaneConnection connection, long now) {
        boolean impatient = connection.taken() == 0 || watcher.isServerSilent();
        Duration limit = impatient ? patience : form.silence();
        return limit != null && connection.wire().silence(now) > limit.toNanos();
    }
}
