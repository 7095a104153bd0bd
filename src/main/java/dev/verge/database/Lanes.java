package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.LaneSettings;
import dev.verge.database.Database.Share;
import dev.verge.database.connection.Connector;
import dev.verge.database.connection.Lane;
import dev.verge.database.connection.LaneForm;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.observation.Observer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * The two ways to a database.
 *
 * @param shared few connections that carry many short transactions at a time, each ended by the server after a while
 * @param exclusive connections that carry one transaction at a time, which can be cancelled
 */
record Lanes(Lane shared, Lane exclusive) {
    static final String SHARED = "shared";
    static final String EXCLUSIVE = "exclusive";
    static final String REPLICA = "replica-";

    /** Connects when opened. */
    static Lanes of(Vertx vertx, DatabaseSettings settings, Share share, Duration longest, Observer observer) {
        LaneSettings limits = settings.lanes();
        var many = new LaneForm(
                share.shared().most(),
                share.shared().warm(),
                limits.depth(),
                share.queue(),
                limits.statementTimeout().plus(settings.connectTimeout()),
                limits.lifetime());
        var one = new LaneForm(
                share.exclusive().most(), share.exclusive().warm(), 1, share.queue(), null, limits.lifetime());
        var fast = new Lane(
                vertx, Connector.limited(vertx, settings, limits.statementTimeout()), many, () -> false, observer);
        // One word about a database that is away is enough.
        var slow = new Lane(vertx, Connector.limited(vertx, settings, longest), one, fast::isSilent, observation -> {});
        return new Lanes(fast, slow);
    }

    Lane lane(boolean alone) {
        return alone ? exclusive : shared;
    }

    /** Whether the lane has a connection, and nobody would wait behind what is slow or dead. */
    boolean answers(boolean alone) {
        return alone ? exclusive.isOpen() : shared.answers();
    }

    Future<Void> open(List<PreparedQuery> statements) {
        return Future.join(shared.open(statements), exclusive.open(statements)).mapEmpty();
    }

    Future<Void> prepare(List<PreparedQuery> statements) {
        return Future.join(shared.prepare(statements), exclusive.prepare(statements))
                .mapEmpty();
    }

    void dropOlder() {
        shared.dropOlder();
        exclusive.dropOlder();
    }

    Future<Void> close() {
        return Future.join(shared.close(), exclusive.close()).mapEmpty();
    }

    /** Tells what they count, with a word before their names. */
    void watch(String before, Observer observer) {
        observer.accept(shared.watched(before + SHARED));
        observer.accept(exclusive.watched(before + EXCLUSIVE));
    }
}
