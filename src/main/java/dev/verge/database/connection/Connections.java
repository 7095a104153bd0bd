package dev.verge.database.connection;

import dev.verge.database.statement.PreparedQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
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
    /** Whoever asks first after a start finds nothing under way; then there is one more, should a statement turn out to be slow. */
    private static final int SPARE = 2;

    private static final long SPARE_AFTER_NANOS = Duration.ofSeconds(2).toNanos();
    /** A connection that ends sooner was of no use, as those of a server that sends everybody away. */
    private static final long USEFUL_NANOS = Duration.ofMillis(100).toNanos();

    private final Vertx vertx;
    private final Duration patience;
    private final Opening opening;
    private final LaneForm form;
    private final Watcher watcher;
    private final List<LaneConnection> open = new ArrayList<>();
    private final ConnectionChoice choice;
    private final Promise<Void> tried = Promise.promise();
    private int wanted;
    private boolean oneMore;
    private long ticks = -1;
    private long warmSince;
    private long checked;

    Connections(Vertx vertx, Connector connector, LaneForm form, Watcher watcher) {
        this.vertx = vertx;
        this.patience = connector.patience();
        this.form = form;
        this.watcher = watcher;
        this.choice = new ConnectionChoice(open, form.depth());
        this.opening = new Opening(vertx, connector, form.lifetime(), new Opening.Watcher() {
            @Override
            public int missing() {
                return Math.min(oneMore ? wanted + 1 : wanted, form.connections()) - open.size();
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
        /** So many connections are to be open from now on. */
        void wanted(int connections);

        /** A connection can take something. */
        void free();

        /** A connection that was open is over. */
        void lost();

        /** An attempt to connect failed. */
        void failed(DatabaseUnreachableException reason);

        /** Whether it is known from elsewhere that the server does not answer anybody. */
        boolean isServerSilent();
    }

    /** Begins; completes when the warm ones are open, or the first attempt has failed. */
    Future<Void> start(List<PreparedQuery> prepared) {
        want(form.warm());
        checked = System.nanoTime();
        warmSince = checked;
        ticks = vertx.setPeriodic(TICK_MILLIS, tick -> check());
        opening.start(prepared);
        return tried.future();
    }

    /**
     * One that has room, where the wait is the shortest; null when none has. Where all have something to do one more is opened,
     * until there are as many as there may be. While that is done nobody is put behind what may be slow: the first one that is
     * done, or the new one, is soon there. Over a long line it is not, and whoever follows at once need not wait for it.
     */
    @Nullable
    LaneConnection free() {
        LaneConnection latest = choice.latest();
        if (latest != null) {
            return latest;
        }
        LaneConnection best = choice.withMostRoom();
        if (best != null && best.taken() == 0) {
            return best;
        }
        if (open.size() == wanted && wanted < form.connections()) {
            want(wanted + 1);
            opening.begin();
        }
        return best != null && open.size() < wanted && choice.mayBeSlow(best) ? null : best;
    }

    /** How many there always are. */
    private int least(long now) {
        boolean spare = form.depth() > 1 && now - warmSince > SPARE_AFTER_NANOS;
        return Math.max(form.warm(), spare ? Math.min(SPARE, form.connections()) : 0);
    }

    private void want(int connections) {
        wanted = connections;
        watcher.wanted(connections);
    }

    /** Whether there is a connection whose server answers as usual. */
    boolean answers() {
        return choice.answers();
    }

    /** The connection that was heard last, whether it has room or not; null when there is none. */
    @Nullable
    LaneConnection any() {
        return choice.any();
    }

    /** Places on connections that are still being opened beside others; whoever waits for one is not in the way of anybody. */
    int placesToCome() {
        return open.isEmpty() ? 0 : (form.connections() - open.size()) * form.depth();
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return open.isEmpty();
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
        if (open.size() >= form.warm() && tried.tryComplete()) {
            warmSince = since;
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
        if (wanted < least(now) && open.size() >= form.warm()) {
            want(least(now));
            opening.begin();
        }
        oneMore = false;
        for (LaneConnection connection : List.copyOf(open)) {
            if (awake && isGone(connection, now)) {
                connection.wire().abort();
            } else if (awake && choice.isStuck(connection, now)) {
                connection.wire().overtake();
            } else if (connection.isDue(now)) {
                retire(connection);
            } else if (connection.wire().idle(now) > PROBE_NANOS) {
                connection.probe().onFailure(lost -> {});
            }
        }
    }

    /** Where it is the last one, another is opened before; where there are more than are kept warm, none instead of it. */
    private void retire(LaneConnection due) {
        if (!due.isRetiring()) {
            boolean last = open.stream().noneMatch(other -> other != due && !other.isRetiring());
            oneMore = last && open.size() < form.connections();
            if (oneMore) {
                opening.begin();
                return;
            }
            want(Math.max(least(System.nanoTime()), wanted - 1));
        }
        due.retire();
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
