package dev.verge.database.connection;

import dev.verge.database.statement.PreparedQuery;
import dev.verge.observation.LaneFigures;
import dev.verge.observation.LaneFigures.Limits;
import dev.verge.observation.Observation;
import dev.verge.observation.Observation.LaneWatched;
import dev.verge.observation.Observer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Connections that carry requests, and a bounded queue of those that wait for a place. Made and used on one event loop.
 */
public final class Lane {
    private final Connections connections;
    private final Waiting waiting;
    private final Observer observer;
    private final LaneFigures figures;
    private boolean reachable = true;
    private boolean silent;
    private boolean scarce;

    /**
     * Connects when {@link #open} is called.
     *
     * @param other what is known of the server from another lane to it: whether that one {@link #isSilent}
     * @param observer is told when the database cannot be reached, and when it can again
     */
    public Lane(Vertx vertx, Connector connector, LaneForm form, BooleanSupplier other, Observer observer) {
        this.waiting = new Waiting(form.queue());
        this.observer = observer;
        this.figures = new LaneFigures(new Limits(form.connections(), form.connections() * form.depth(), form.queue()));
        this.connections = new Connections(vertx, connector, form, new Connections.Watcher() {
            @Override
            public void wanted(int connections) {
                figures.want(connections);
            }

            @Override
            public void free() {
                figures.open();
                reached();
                serveWaiting();
            }

            @Override
            public void failed(DatabaseUnreachableException reason) {
                missed(reason);
            }

            @Override
            public void lost() {
                figures.close();
            }

            @Override
            public boolean isServerSilent() {
                return other.getAsBoolean();
            }
        });
    }

    /**
     * Completes when its warm connections are open, or the first attempt has failed; the attempts go on.
     *
     * @param statements what is prepared on every connection before it carries anything
     */
    public Future<Void> open(List<PreparedQuery> statements) {
        return connections.start(statements);
    }

    /** Whether it has any connection, be there room or not. */
    public boolean isOpen() {
        return !connections.isEmpty();
    }

    /** Whether it has a connection whose server answers as usual: none runs a slow statement, nor is its line dead. */
    public boolean answers() {
        return connections.answers();
    }

    /** What it counts, under its name. */
    public LaneWatched watched(String name) {
        return new LaneWatched(name, figures, waiting::size);
    }

    /** Whether it has no connection, and nothing was heard of the server when it asked for one. */
    public boolean isSilent() {
        return silent;
    }

    /** Asks whether the server answers, ahead of all who wait for a place. */
    public Future<Void> ping(Future<?> over) {
        LaneConnection any = connections.any();
        return any == null ? run(over, LaneConnection::probe) : any.probe();
    }

    /**
     * Runs something on the connection with the most room, in its turn. Fails with {@link DatabaseUnreachableException}
     * when there is no connection to be had or too many wait for one.
     *
     * @param over completes when nobody waits for the result any more
     */
    public <T> Future<T> run(Future<?> over, Function<LaneConnection, Future<T>> work) {
        LaneConnection free = waiting.isEmpty() ? connections.free() : null;
        if (free != null) {
            free.take();
            return use(free, work);
        }
        if (waiting.isFull(connections.placesToCome())) {
            figures.refuse();
            return Future.failedFuture(DatabaseUnreachableException.busy());
        }
        return waiting.enter(over).compose(connection -> use(connection, work));
    }

    /** Prepares these anew on every connection, from now on too; what is prepared already stays until it is dropped. */
    public Future<Void> prepare(List<PreparedQuery> queries) {
        return connections.prepare(queries);
    }

    /** Drops what was prepared before that. */
    public void dropOlder() {
        connections.dropOlder();
    }

    /** Ends every connection and sends away who waits for one. */
    public Future<Void> close() {
        waiting.fail(DatabaseUnreachableException.closed());
        return connections.close();
    }

    private <T> Future<T> use(LaneConnection connection, Function<LaneConnection, Future<T>> work) {
        long began = System.nanoTime();
        figures.begin();
        return begin(connection, work).onComplete(done -> {
            figures.end(System.nanoTime() - began);
            connection.giveBack();
            serveWaiting();
        });
    }

    /** Whatever goes wrong, the place is given back: even when there is no memory for what is to be sent. */
    private static <T> Future<T> begin(LaneConnection connection, Function<LaneConnection, Future<T>> work) {
        try {
            return work.apply(connection);
        } catch (RuntimeException | Error e) {
            return Future.failedFuture(e);
        }
    }

    private void serveWaiting() {
        while (!waiting.isEmpty()) {
            LaneConnection free = connections.free();
            var next = free == null ? null : waiting.next();
            if (free == null || next == null) {
                return;
            }
            free.take();
            next.complete(free);
        }
    }

    private void reached() {
        silent = false;
        scarce = false;
        if (!reachable) {
            reachable = true;
            observer.accept(new Observation.DatabaseReachable());
        }
    }

    /** Who waits is sent away only when there is no other connection whose turn it could be. */
    private void missed(DatabaseUnreachableException reason) {
        boolean hopeless = connections.isEmpty();
        figures.fail(hopeless ? waiting.size() : 0);
        if (!hopeless) {
            if (!scarce) {
                scarce = true;
                observer.accept(new Observation.DatabaseScarce(String.valueOf(reason.getMessage())));
            }
            return;
        }
        silent = reason.isSilence();
        if (reachable) {
            reachable = false;
            observer.accept(new Observation.DatabaseUnreachable(String.valueOf(reason.getMessage())));
        }
        waiting.fail(reason);
    }
}
