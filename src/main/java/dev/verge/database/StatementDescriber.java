package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.connection.Connector;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.statement.StatementDescription;
import dev.verge.database.statement.StatementDescription.Column;
import dev.verge.database.wire.Batch;
import dev.verge.database.wire.Prepare;
import dev.verge.database.wire.ServerErrorException;
import dev.verge.database.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has PostgreSQL parse statements without running them, all over one connection, notes what it tells, and looks the types
 * up in its catalog. Made and used on one event loop.
 */
public final class StatementDescriber {
    private static final long PATIENCE_SECONDS = 20;

    private final Connector connector;
    private @Nullable Future<Wire> connection;

    /** Connects when first asked, or told to. */
    public StatementDescriber(Vertx vertx, DatabaseSettings settings) {
        this.connector = new Connector(vertx, settings);
    }

    /** Connects, unless it has tried; fails with {@link DatabaseUnreachableException}. */
    public Future<?> begin() {
        return connect();
    }

    private Future<Wire> connect() {
        if (connection == null) {
            connection = connector.connect().map(Connector.Opened::wire);
        }
        return connection;
    }

    /**
     * Asks PostgreSQL what it says about a statement. Fails with {@link StatementException} when it does not prepare,
     * with {@link DatabaseUnreachableException} when there is no connection or no answer.
     */
    public Future<StatementDescription> describe(String sql) {
        return connect()
                .compose(wire -> describe(wire, sql))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof StatementException ? failure : DatabaseUnreachableException.of(failure)));
    }

    /** Closes the connection. */
    public Future<Void> close() {
        return connection == null
                ? Future.succeededFuture()
                : connection.onSuccess(Wire::close).<Void>mapEmpty().otherwiseEmpty();
    }

    private static Future<StatementDescription> describe(Wire wire, String sql) {
        var prepare = new Prepare("", sql);
        Promise<Void> prepared = Promise.promise();
        wire.send(new Batch(List.of(prepare), prepared));
        return prepared.future()
                .recover(failure -> Future.failedFuture(
                        failure instanceof ServerErrorException refusal ? new StatementException(refusal) : failure))
                .compose(done -> Catalog.load(wire, prepare))
                .map(catalog -> description(prepare, catalog));
    }

    private static StatementDescription description(Prepare told, Catalog catalog) {
        return new StatementDescription(
                told.parameters().stream().map(catalog::type).toList(),
                told.columns().stream()
                        .map(column -> new Column(column, catalog.type(column.type()), catalog.isNullable(column)))
                        .toList());
    }
}
