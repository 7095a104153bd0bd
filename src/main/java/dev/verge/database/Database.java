package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.QueryResult;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.observation.RequestTrace;
import dev.verge.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The database as one event loop sees it: its lanes, and those of its replica, all of their connections on the loop that it was made on. */
public final class Database {
    private final Vertx vertx;
    private final ContextInternal context;
    private final Duration patience;
    private final Lanes lanes;
    private final @Nullable Lanes replica;

    /**
     * Connects when opened; must be made and used on one event loop.
     *
     * @param share what this event loop may hold
     * @param longest how long a statement on the exclusive lane may run at most
     * @param observer is told when the database cannot be reached
     */
    public Database(Vertx vertx, DatabaseSettings settings, Share share, Duration longest, Observer observer) {
        this.vertx = vertx;
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.patience = settings.connectTimeout();
        this.lanes = Lanes.of(vertx, settings, share, longest, observer);
        lanes.watch("", observer);
        DatabaseSettings ofReplica = settings.ofReplica();
        this.replica = ofReplica == null || share.replica() == null
                ? null
                : Lanes.of(vertx, ofReplica, share.replica(), longest, asReplica(observer));
        if (replica != null) {
            replica.watch(Lanes.REPLICA, observer);
        }
    }

    private static Observer asReplica(Observer observer) {
        return observation -> {
            if (observation instanceof Observation.DatabaseUnreachable unreachable) {
                observer.accept(new Observation.ReplicaUnreachable(unreachable.reason()));
            } else if (observation instanceof Observation.DatabaseReachable) {
                observer.accept(new Observation.ReplicaReachable());
            } else if (!(observation instanceof Observation.DatabaseScarce)) {
                observer.accept(observation);
            }
        };
    }

    /**
     * What one event loop gets.
     *
     * @param shared those that carry many requests at a time
     * @param exclusive those that carry one at a time
     * @param queue how many requests may wait for a place on each lane
     * @param replica the same of the replica; null without one
     */
    public record Share(
            Connections shared,
            Connections exclusive,
            int queue,
            @Nullable Share replica) {
        /** How many requests it has room for, with so many at a time on each shared connection. */
        public int capacity(int depth) {
            return shared.most * depth + exclusive.most + queue;
        }

        /** One whose connections are always open, without a replica. */
        public Share(int shared, int exclusive, int queue) {
            this(new Connections(shared, shared), new Connections(exclusive, exclusive), queue, null);
        }
    }

    /**
     * Connections to the database.
     *
     * @param most how many there may be
     * @param warm how many of them are always open
     */
    public record Connections(int most, int warm) {}

    /**
     * Connects, with these statements prepared everywhere. Completes when all warm connections are open, or the first
     * attempts have failed; the attempts go on. Nobody waits for the replica.
     *
     * @param replicated those of them that the replica may run
     */
    public Future<Void> open(List<PreparedQuery> statements, List<PreparedQuery> replicated) {
        if (replica != null) {
            replica.open(replicated).onFailure(told -> {});
        }
        return lanes.open(statements);
    }

    /** Prepares these anew on every connection, from now on too; what is prepared already stays until it is dropped. */
    public Future<Void> prepare(List<PreparedQuery> statements, List<PreparedQuery> replicated) {
        if (replica != null) {
            replica.prepare(replicated).onFailure(told -> {});
        }
        return lanes.prepare(statements);
    }

    /** Drops what was prepared before that: whoever still uses it has it prepared again. */
    public void dropOlder() {
        if (replica != null) {
            replica.dropOlder();
        }
        lanes.dropOlder();
    }

    /**
     * Runs a transaction. Fails with {@link RuleRefusedException} when its rule refuses, with
     * {@link ValueRefusedException} when PostgreSQL does not read a value, else with a {@link ProblemException}.
     *
     * @param over completes when nobody waits for the result any more: then it fails at once, and what runs on a
     *     connection of its own is cancelled
     * @param trace is told when it is sent and answered
     */
    public Future<QueryResult> execute(Transaction transaction, LaneChoice choice, Future<?> over, RequestTrace trace) {
        return new Attempts(context, lanes, replica, transaction, choice, over, trace).begin();
    }

    /** Succeeds when the database answers in time; fails with {@link DatabaseUnreachableException}. */
    public Future<Void> ping() {
        Promise<Void> answered = Promise.promise();
        long timer =
                vertx.setTimer(patience.toMillis(), late -> answered.tryFail(DatabaseUnreachableException.silent()));
        lanes.shared()
                .ping(answered.future())
                .onComplete(
                        done -> answered.tryComplete(),
                        failure -> answered.tryFail(DatabaseUnreachableException.of(failure)));
        return answered.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Closes every connection; what runs on a connection of its own is cancelled. */
    public Future<Void> close() {
        return Future.join(lanes.close(), replica == null ? Future.succeededFuture() : replica.close())
                .mapEmpty();
    }
}
