package dev.verge.database.connection;

import dev.verge.config.DatabaseSettings;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Connections that carry one request at a time, and a bounded queue of requests for them. Made and used on one event
 * loop.
 */
public final class ExclusiveLane {
    private final Vertx vertx;
    private final Pool pool;
    private final Turns turns;
    private final Observer observer;
    private boolean reachable = true;

    /**
     * Connects when first used.
     *
     * @param connections how many connections there may be
     * @param queue how many requests may wait for one; more are refused at once
     */
    public ExclusiveLane(Vertx vertx, DatabaseSettings settings, int connections, int queue, Observer observer) {
        this.vertx = vertx;
        this.observer = observer;
        this.turns = new Turns(connections, queue);
        this.pool = PgBuilder.pool()
                .with(ConnectOptions.pool(connections))
                .with(ConnectOptions.transport(settings))
                .connectingTo(ConnectOptions.connect(settings))
                .withConnectHandler(ExclusiveLane::prepare)
                .using(vertx)
                .build();
    }

    /**
     * Runs something in its turn and in time. Fails with {@link DatabaseUnreachableException} when there is no
     * connection to be had or too many wait for one.
     *
     * @param left how much time is left, waiting included
     * @param late what it fails with when the time is up; what runs is then cancelled
     */
    public <T> Future<T> run(Duration left, Supplier<? extends Throwable> late, Function<Session, Future<T>> work) {
        var deadline = new Deadline(vertx, left, late);
        return deadline.limit(use(deadline.passed(), session -> deadline.use(session, work)));
    }

    /** The same for what may wait for ever: its time begins with its turn. */
    public <T> Future<T> runWhenFree(
            Duration left, Supplier<? extends Throwable> late, Function<Session, Future<T>> work) {
        return use(Future.succeededFuture(), session -> {
            var deadline = new Deadline(vertx, left, late);
            return deadline.limit(deadline.use(session, work));
        });
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return pool.close();
    }

    private static void prepare(SqlConnection connection) {
        Session.prepare(connection);
        connection.close();
    }

    private <T> Future<T> use(Future<?> givenUp, Function<Session, Future<T>> work) {
        return turns.take(givenUp).compose(taken -> session().compose(work).onComplete(done -> turns.giveBack()));
    }

    private Future<Session> session() {
        return pool.getConnection()
                .recover(this::missed)
                .map(connection -> new Session(vertx, connection))
                .compose(session -> session.isOpen() ? reached(session) : anotherThan(session));
    }

    /** The pool hears of the end of a connection a few turns of the event loop later than others do. */
    private Future<Session> anotherThan(Session closed) {
        return closed.end().eventually(closed::nextTurn).compose(heard -> session());
    }

    private Future<Session> reached(Session session) {
        if (!reachable) {
            reachable = true;
            observer.accept(new Observation.DatabaseReachable());
        }
        return Future.succeededFuture(session);
    }

    private Future<SqlConnection> missed(Throwable failure) {
        var unreachable = DatabaseUnreachableException.of(failure);
        if (reachable) {
            reachable = false;
            observer.accept(new Observation.DatabaseUnreachable(String.valueOf(unreachable.getMessage())));
        }
        return Future.failedFuture(unreachable);
    }
}
