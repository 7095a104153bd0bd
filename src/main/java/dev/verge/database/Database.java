package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.LaneSettings;
import dev.verge.database.connection.Connector;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.connection.Lane;
import dev.verge.database.connection.LaneForm;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.QueryResult;
import dev.verge.observation.Observer;
import dev.verge.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;

/** The database as one event loop sees it: its lanes, all of their connections on the loop that it was made on. */
public final class Database {
    private final Vertx vertx;
    private final ContextInternal context;
    private final Duration patience;
    private final Lanes lanes;

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
        LaneSettings limits = settings.lanes();
        var shared = new LaneForm(
                share.shared(),
                limits.depth(),
                share.queue(),
                limits.statementTimeout().plus(settings.connectTimeout()),
                limits.lifetime());
        var exclusive = new LaneForm(share.exclusive(), 1, share.queue(), null, limits.lifetime());
        var fast = new Lane(
                vertx, Connector.limited(vertx, settings, limits.statementTimeout()), shared, () -> false, observer);
        // One word about a database that is away is enough.
        var slow = new Lane(
                vertx, Connector.limited(vertx, settings, longest), exclusive, fast::isSilent, observation -> {});
        this.lanes = new Lanes(fast, slow);
    }

    /**
     * What one event loop gets.
     *
     * @param shared connections that carry many requests at a time
     * @param exclusive connections that carry one at a time
     * @param queue how many requests may wait for a place on each lane
     */
    public record Share(int shared, int exclusive, int queue) {}

    /**
     * Connects, with these statements prepared everywhere. Completes when all connections are open, or the first attempts
     * have failed; the attempts go on.
     */
    public Future<Void> open(List<PreparedQuery> statements) {
        return Future.join(lanes.shared().open(statements), lanes.exclusive().open(statements))
                .mapEmpty();
    }

    /** Prepares these anew on every connection, from now on too; what is prepared already stays until it is dropped. */
    public Future<Void> prepare(List<PreparedQuery> statements) {
        return Future.join(lanes.shared().prepare(statements), lanes.exclusive().prepare(statements))
                .mapEmpty();
    }

    /** Drops what was prepared before that: whoever still uses it has it prepared again. */
    public void dropOlder() {
        lanes.shared().dropOlder();
        lanes.exclusive().dropOlder();
    }

    /**
     * Runs a transaction. Fails with {@link RuleRefusedException} when its rule refuses, with
     * {@link ValueRefusedException} when PostgreSQL does not read a value, else with a {@link ProblemException}.
     *
     * @param over completes when nobody waits for the result any more: then it fails at once, and what runs on a
     *     connection of its own is cancelled
     */
    public Future<QueryResult> execute(Transaction transaction, LaneChoice choice, Future<?> over) {
        return new Attempts(context, lanes, transaction, choice, over).begin();
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
        return Future.join(lanes.shared().close(), lanes.exclusive().close()).mapEmpty();
    }
}
