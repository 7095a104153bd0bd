package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.database.connection.Connector;
import dev.verge.database.wire.Batch;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.database.wire.ToldColumn;
import dev.verge.database.wire.Wire;
import dev.verge.observation.Observation.DatabaseConnections;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How many connections the server has to give (PostgreSQL documentation, "Connection Settings"). Those reserved for the
 * roles of {@code pg_use_reserved_connections} are there from version 16 on.
 */
public final class ServerCapacity implements RowReader {
    private static final String QUERY = """
            SELECT pg_catalog.current_setting('max_connections'),
                   pg_catalog.current_setting('superuser_reserved_connections')::int
                     + coalesce(pg_catalog.current_setting('reserved_connections', true), '0')::int""";

    private final List<Integer> values = new ArrayList<>();

    private ServerCapacity() {}

    /**
     * Compares what there is with what nodes take, over a connection that is closed then. Behind a pooler there is
     * nothing to compare: the server would tell of its own connections, not of those that the pooler has to give.
     *
     * @param server what it is to this node, {@code database} or {@code replica}
     */
    public static Future<Optional<DatabaseConnections>> compare(Vertx vertx, DatabaseSettings settings, String server) {
        DatabaseTenancy tenancy = settings.tenancy();
        if (tenancy.pooler() != Pooler.NONE) {
            return Future.succeededFuture(Optional.empty());
        }
        var capacity = new ServerCapacity();
        return new Connector(vertx, settings)
                .connect()
                .map(Connector.Opened::wire)
                .compose(wire ->
                        capacity.ask(wire, settings.connectTimeout().toMillis()).onComplete(done -> wire.close()))
                .map(asked -> Optional.of(new DatabaseConnections(
                        server,
                        tenancy.nodes(),
                        settings.lanes().connections(),
                        capacity.values.get(0),
                        capacity.values.get(1))));
    }

    private Future<Void> ask(Wire wire, long patienceMillis) {
        Promise<Void> asked = Promise.promise();
        wire.send(new Batch(List.of(Run.unprepared(QUERY, new String[0], this)), asked));
        return asked.future().timeout(patienceMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void columns(List<ToldColumn> columns) {
        // Two, as the query says.
    }

    @Override
    public void row(ByteBuf row) {
        row.skipBytes(Short.BYTES);
        for (int i = 0; i < 2; i++) {
            values.add(Integer.valueOf(row.readString(row.readInt(), StandardCharsets.UTF_8)));
        }
    }
}
