package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.database.connection.Connector;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.wire.Batch;
import dev.verge.database.wire.Forget;
import dev.verge.database.wire.Prepare;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.database.wire.ToldColumn;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Whether a pooler that is said to keep prepared statements does. One that does gives them names of its own at the server,
 * where one that knows nothing of them lets the name through; and where the server has the name, and the session a number
 * that is not the server's, there is such a pooler.
 */
public final class PoolerCheck implements RowReader {
    private String told = "";

    private PoolerCheck() {}

    /**
     * Asks over a connection that is closed then; where no such pooler is said to be, nothing is asked. Fails with
     * {@link DatabaseUnreachableException}.
     *
     * @return whether statements are where they are looked for
     */
    public static Future<Boolean> keepsStatements(Vertx vertx, DatabaseSettings settings) {
        if (settings.tenancy().pooler() != Pooler.TRANSACTION_PREPARED) {
            return Future.succeededFuture(true);
        }
        long patience = settings.connectTimeout().toMillis();
        return new Connector(vertx, settings).connect().compose(opened -> new PoolerCheck()
                .ask(opened, patience)
                .onComplete(done -> opened.wire().close())
                .recover(failure -> Future.failedFuture(DatabaseUnreachableException.of(failure))));
    }

    private Future<Boolean> ask(Connector.Opened opened, long patienceMillis) {
        String name = "verge" + UUID.randomUUID();
        String sql =
                "SELECT pg_catalog.pg_backend_pid() FROM pg_catalog.pg_prepared_statements WHERE name = '" + name + "'";
        Promise<Void> asked = Promise.promise();
        opened.wire()
                .send(new Batch(
                        List.of(
                                new Prepare(name, "SELECT 1"),
                                Run.unprepared(sql, new String[0], this),
                                new Forget(name)),
                        asked));
        return asked.future()
                .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .map(done -> told.isEmpty() || told.equals(String.valueOf(opened.process())));
    }

    @Override
    public void columns(List<ToldColumn> columns) {
        // One, as the query says.
    }

    @Override
    public void row(ByteBuf row) {
        row.skipBytes(Short.BYTES);
        told = row.readString(row.readInt(), StandardCharsets.UTF_8);
    }
}
