package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another client of the same server: says what it is told, and nothing of its own. */
final class PlainClient implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final PgConnection connection;

    PlainClient(DatabaseSettings settings) {
        URI url = URI.create(settings.url());
        connection = await(PgConnection.connect(
                vertx,
                new PgConnectOptions()
                        .setHost(url.getHost())
                        .setPort(url.getPort())
                        .setDatabase(url.getPath().substring(1))
                        .setUser(settings.user())
                        .setPassword(settings.password())
                        .setProperties(Map.of())));
    }

    /** The first value of the last row; empty without one. */
    String run(String sql) {
        var value = "";
        RowSet<Row> rows = await(connection.query(sql).execute());
        for (Row row : rows) {
            value = row.getString(0);
        }
        return value;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        await(connection.close());
        await(vertx.close());
    }
}
