package dev.verge.database.connection;

import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.wire.Batch;
import dev.verge.database.wire.Command;
import dev.verge.database.wire.Forget;
import dev.verge.database.wire.Prepare;
import dev.verge.database.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection of a lane, with the statements that are prepared on it. Confined to one event loop. */
public final class LaneConnection {
    private final Connector.Opened opened;
    private final Wire wire;
    private final long retireAt;
    private final Map<String, Statement> statements = new HashMap<>();
    private final IdentityHashMap<PreparedQuery, String> ready = new IdentityHashMap<>();
    private int taken;
    private long named;
    private long used = System.nanoTime();
    private boolean retiring;

    LaneConnection(Connector.Opened opened, long retireAt) {
        this.opened = opened;
        this.wire = opened.wire();
        this.retireAt = retireAt;
    }

    private record Statement(String name, Future<Prepare> prepared) {}

    /** The name under which a query is prepared here; null when it is not, or not yet, or has changed meanwhile. */
    public @Nullable String prepared(PreparedQuery query) {
        return ready.get(query);
    }

    /**
     * Prepares queries, each unless it is prepared already.
     *
     * @return fails with {@link dev.verge.database.wire.ServerErrorException} when the server does not prepare one, with
     *     {@link dev.verge.database.statement.SchemaChangedException} when it has other columns now
     */
    public Future<Void> prepare(Collection<PreparedQuery> queries) {
        return Future.join(queries.stream().map(this::prepare).toList()).mapEmpty();
    }

    /** Sends commands as one transaction. */
    public Future<Void> send(List<? extends Command> commands, Promise<Void> done) {
        used = System.nanoTime();
        var batch = new Batch(commands, done);
        wire.send(batch);
        return batch.done();
    }

    /** Drops what is prepared for a query, which the server takes for stale. */
    public void forget(PreparedQuery query) {
        Statement statement = statements.remove(query.sql());
        if (statement != null) {
            ready.values().removeIf(statement.name::equals);
            forget(List.of(statement));
        }
    }

    /**
     * Drops whatever is prepared and prepares these, as against another schema: types and tables of the same names may be
     * others now.
     */
    Future<Void> prepareAnew(Collection<PreparedQuery> queries) {
        List<Statement> dropped = List.copyOf(statements.values());
        statements.clear();
        ready.clear();
        Future<Void> prepared = prepare(queries);
        forget(dropped);
        return prepared;
    }

    /** Cancels what runs on it and ends it, whether or not the server could be told. Nobody is given it any more. */
    public Future<Void> cancel() {
        retiring = true;
        return opened.cancel().onComplete(sent -> wire.abort());
    }

    /** Asks whether the server still answers. */
    Future<Void> probe() {
        return send(List.of(), Promise.promise());
    }

    Wire wire() {
        return wire;
    }

    /** How many requests have a place on it. */
    int taken() {
        return taken;
    }

    void take() {
        taken++;
    }

    void giveBack() {
        taken--;
    }

    boolean mayTake(int depth) {
        return !retiring && taken < depth && wire.isOpen();
    }

    /** Takes no more once its time has come. */
    boolean isRetiring(long now) {
        retiring |= now - retireAt > 0;
        return retiring;
    }

    /** For how long nothing was asked, in nanoseconds. */
    long idle(long now) {
        return wire.inFlight() > 0 ? 0 : now - used;
    }

    private Future<Void> prepare(PreparedQuery query) {
        Statement statement = statements.computeIfAbsent(query.sql(), this::prepare);
        return statement.prepared.map(told -> {
            if (!query.fits(told.columns())) {
                // The schema may change back.
                forget(query);
            }
            query.requireFit(told.columns());
            ready.put(query, statement.name);
            return null;
        });
    }

    private Statement prepare(String sql) {
        String name = "verge" + named++;
        var prepare = new Prepare(name, sql);
        Future<Prepare> prepared = send(List.of(prepare), Promise.promise())
                .map(prepare)
                .onFailure(refused ->
                        statements.computeIfPresent(sql, (key, current) -> current.name.equals(name) ? null : current));
        return new Statement(name, prepared);
    }

    private void forget(List<Statement> dropped) {
        if (!dropped.isEmpty()) {
            List<Forget> commands = dropped.stream()
                    .map(statement -> new Forget(statement.name))
                    .toList();
            send(commands, Promise.promise()).onFailure(lost -> {});
        }
    }
}
