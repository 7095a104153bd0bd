package dev.verge.database.connection;

import dev.verge.config.DatabaseServers.Target;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.wire.Batch;
import dev.verge.database.wire.Command;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.database.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a lane, with the statements that are prepared on it. Confined to one event loop. */
public final class LaneConnection {
    private static final long LONGEST_CANCEL_MILLIS = 1_000;

    private final Connector.Opened opened;
    private final Wire wire;
    private final Pooler pooler;
    private final long retireAt;
    private final PreparedStatements statements = new PreparedStatements(this::tell);
    private int taken;
    private boolean retiring;
    private boolean cancelled;
    private Future<Void> last = Future.succeededFuture();
    private @Nullable Future<Boolean> verified;

    LaneConnection(Connector.Opened opened, long retireAt) {
        this.opened = opened;
        this.wire = opened.wire();
        this.pooler = opened.custom().pooler();
        this.retireAt = retireAt;
        if (opened.target() != Target.ANY) {
            this.wire.onStateChange(this::verify);
        }
    }

    /**
     * The command that runs a statement here; null when it is to be prepared before, for it is not, or not yet, or has
     * changed meanwhile.
     */
    public @Nullable Run run(BoundStatement statement, RowReader rows) {
        if (pooler == Pooler.TRANSACTION) {
            return Run.unprepared(statement.query().sql(), statement.values(), rows);
        }
        String name = statements.name(statement.query());
        return name == null ? null : Run.prepared(name, statement.values(), rows);
    }

    /**
     * Prepares queries, each unless it is prepared already. Where nothing can be prepared it is asked whether there is a
     * server behind the pooler.
     *
     * @return fails with {@link dev.verge.database.wire.ServerErrorException} when the server does not prepare one, with
     *     {@link dev.verge.database.statement.SchemaChangedException} when it has other columns now
     */
    public Future<Void> prepare(Collection<PreparedQuery> queries) {
        if (pooler == Pooler.TRANSACTION) {
            return probe();
        }
        return statements.prepare(queries);
    }

    /**
     * Sends commands as one transaction.
     *
     * @param work equal for transactions that do the same
     * @param repeatable whether it may be run twice; it may fail with {@link dev.verge.database.wire.OvertakenException} then
     */
    public Future<Void> send(List<? extends Command> commands, Promise<Void> done, Object work, boolean repeatable) {
        if (cancelled) {
            // The word is on its way and would miss what begins only now.
            wire.abort();
        }
        last = tell(new Batch(opened.custom().beginning(), commands, done).doing(work, repeatable));
        return last;
    }

    private Future<Void> tell(List<? extends Command> commands) {
        return tell(new Batch(commands, Promise.promise()));
    }

    private Future<Void> tell(Batch batch) {
        wire.send(batch);
        return batch.done();
    }

    /** Drops what is prepared for a query, which the server takes for stale. */
    public void forget(PreparedQuery query) {
        statements.forget(query);
    }

    /**
     * As {@link #prepare(Collection)}, as against another schema. A statement about a table that is locked is left to the first
     * request for it: others need not wait.
     */
    Future<Void> prepareAnew(Collection<PreparedQuery> queries) {
        statements.outdate();
        if (pooler != Pooler.NONE) {
            return prepare(queries);
        }
        say("SET lock_timeout = '10ms'");
        Future<Void> prepared = prepare(queries);
        say("RESET lock_timeout");
        return prepared;
    }

    private void say(String command) {
        tell(List.of(Run.unprepared(command, new String[0], RowReader.UNREAD))).onFailure(lost -> {});
    }

    /** Drops what was prepared before the last time that all was prepared anew. */
    void dropOlder() {
        statements.dropOlder();
    }

    /** Cancels what runs on it and ends it, whether or not the server could be told. Nobody is given it any more. */
    public Future<Void> cancel() {
        retiring = true;
        cancelled = true;
        return opened.cancel().compose(this::awaitEnd).onComplete(sent -> wire.abort());
    }

    /** A pooler passes the word on only as long as the connection that it is about is there. */
    private Future<Void> awaitEnd(@Nullable Void sent) {
        return pooler == Pooler.NONE
                ? Future.succeededFuture()
                : last.timeout(LONGEST_CANCEL_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
    }

    /**
     * Asks whether the server still is what was looked for. One that is not any more is left: nobody is given the connection
     * any more, and it ends as soon as nothing runs on it.
     *
     * @return whether it is
     */
    public Future<Boolean> verify() {
        if (opened.target() == Target.ANY) {
            return Future.succeededFuture(true);
        }
        if (verified == null || verified.isComplete()) {
            verified = SessionState.ask(wire::send)
                    .map(state -> state.unfit(opened.target()) == null)
                    .otherwise(false)
                    .onSuccess(fits -> {
                        retiring |= !fits;
                        endWhenDone();
                    });
        }
        return verified;
    }

    private void endWhenDone() {
        if (retiring && !cancelled && taken == 0 && wire.inFlight() == 0) {
            wire.close();
        }
    }

    /** Has the server notice in time when this connection is dead. Behind a pooler the server's end is not this one. */
    void keepAlive() {
        if (pooler == Pooler.NONE) {
            tell(ServerKeepAlive.batch()).onFailure(unknown -> {});
        }
    }

    /** Asks whether the server still answers. */
    Future<Void> probe() {
        return tell(List.of());
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
        endWhenDone();
    }

    boolean mayTake(int depth) {
        return !retiring && taken < depth && wire.isOpen();
    }

    /** Whether its time has come. */
    boolean isDue(long now) {
        return now - retireAt > 0;
    }

    /** Whether it takes no more. */
    boolean isRetiring() {
        return retiring;
    }

    /** Takes no more, and ends as soon as nothing runs on it. */
    void retire() {
        retiring = true;
        endWhenDone();
    }
}
