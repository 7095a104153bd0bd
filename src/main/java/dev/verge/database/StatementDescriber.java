package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.connection.Connector;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.statement.StatementDescription;
import dev.verge.database.statement.StatementDescription.Column;
import dev.verge.database.wire.Batch;
import dev.verge.database.wire.Command;
import dev.verge.database.wire.Prepare;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.database.wire.ServerErrorException;
import dev.verge.database.wire.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has PostgreSQL parse statements without running them, all over one connection, notes what it tells, and looks the types
 * up in its catalog. Made and used on one event loop.
 */
public final class StatementDescriber {
    private static final long PATIENCE_SECONDS = 20;
    /** Who waits for a lock is told so, instead of nothing. */
    private static final String LOCK_TIMEOUT = "SELECT set_config('lock_timeout', '2s', true)";

    private static final String LOCKED = "55P03";
    private static final String ROLE = "SELECT set_config('role', $1, true)";

    private final Connector connector;
    private final Context context;
    private @Nullable Future<Session> session;

    private record Session(Wire wire, Catalog catalog) {}

    /** Connects when first asked, or told to. */
    public StatementDescriber(Vertx vertx, DatabaseSettings settings) {
        this.connector = new Connector(vertx, settings);
        this.context = vertx.getOrCreateContext();
    }

    /** Connects, unless it has tried; fails with {@link DatabaseUnreachableException}. */
    public Future<?> begin() {
        return connect();
    }

    private Future<Session> connect() {
        if (session == null) {
            session =
                    connector.connect().map(opened -> new Session(opened.wire(), new Catalog(opened.wire(), context)));
        }
        return session;
    }

    /**
     * Asks PostgreSQL what it says about a statement. Fails with {@link StatementException} when it does not prepare,
     * with {@link DatabaseUnreachableException} when there is no connection or no answer.
     */
    public Future<StatementDescription> describe(String sql) {
        return connect()
                .compose(connected -> describe(connected, sql))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof StatementException ? failure : DatabaseUnreachableException.of(failure)));
    }

    /**
     * Why a statement may not be run.
     *
     * @param reason in the words of PostgreSQL
     * @param ofRole whether the role is what the login cannot have, else a right is missing
     */
    public record Denial(String reason, boolean ofRole) {}

    /**
     * Why a statement may not be run; empty when it may be, and when nobody can tell. It is planned
     * for that (EXPLAIN) and not run.
     *
     * @param parameters how many it has
     * @param role whose rights count; null for the login's
     */
    public Future<Optional<Denial>> denial(String sql, int parameters, @Nullable String role) {
        var commands = new ArrayList<Command>(List.of(impatient()));
        if (role != null) {
            commands.add(Run.unprepared(ROLE, new String[] {role}, RowReader.UNREAD));
        }
        commands.add(Run.unprepared("EXPLAIN " + sql, new String[parameters], RowReader.UNREAD));
        Promise<Void> planned = Promise.promise();
        return connect()
                .compose(connected -> {
                    connected.wire.send(new Batch(commands, planned));
                    return planned.future();
                })
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(Optional.<Denial>empty())
                .recover(failure -> failure instanceof ServerErrorException refusal
                        ? Future.succeededFuture(denial(refusal, role != null && refusal.command() == 1))
                        : Future.failedFuture(DatabaseUnreachableException.of(failure)));
    }

    private static Optional<Denial> denial(ServerErrorException refusal, boolean ofRole) {
        return ofRole || refusal.isMissingRight() ? Optional.of(new Denial(refusal.text(), ofRole)) : Optional.empty();
    }

    /** Closes the connection. */
    public Future<Void> close() {
        return session == null
                ? Future.succeededFuture()
                : session.onSuccess(connected -> connected.wire.close())
                        .<Void>mapEmpty()
                        .otherwiseEmpty();
    }

    private static Future<StatementDescription> describe(Session session, String sql) {
        var prepare = new Prepare("", sql);
        Promise<Void> prepared = Promise.promise();
        session.wire.send(new Batch(List.of(impatient(), prepare), prepared));
        return prepared.future()
                .recover(failure -> Future.failedFuture(
                        failure instanceof ServerErrorException refusal
                                        && !refusal.sqlState().equals(LOCKED)
                                ? new StatementException(refusal)
                                : failure))
                .compose(done -> session.catalog.learn(prepare))
                .map(catalog -> description(prepare, catalog));
    }

    private static Run impatient() {
        return Run.unprepared(LOCK_TIMEOUT, new String[0], RowReader.UNREAD);
    }

    private static StatementDescription description(Prepare told, Catalog catalog) {
        return new StatementDescription(
                told.parameters().stream().map(catalog::type).toList(),
                told.columns().stream()
                        .map(column -> new Column(column, catalog.type(column.type()), catalog.isNullable(column)))
                        .toList());
    }
}
