package dev.verge.database;

import dev.verge.database.connection.Lane;
import dev.verge.database.statement.IdempotencySql;
import dev.verge.database.statement.QueryResult;
import dev.verge.database.wire.ConnectionLostException;
import dev.verge.database.wire.OvertakenException;
import dev.verge.database.wire.ServerErrorException;
import dev.verge.observation.RequestTrace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One request's transaction, begun anew where that is known to be safe: when it was taken back, or changes nothing, or
 * is said to be repeatable. Confined to one event loop.
 */
final class Attempts {
    /** Serialization failure and deadlock: another one won. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    /**
     * The plan does not fit the schema any more; the statement is not there, which a pooler brings about; or a type of its
     * parameters was dropped and made anew, which PostgreSQL calls an internal error.
     */
    private static final Set<String> STALE = Set.of("0A000", "26000", "XX000");

    private static final String CANCELED = "57014";
    private static final String READ_ONLY = "25006";
    private static final int MOST_CONFLICTS = 10;
    private static final int LONGEST_PAUSE_MILLIS = 20;

    private final ContextInternal context;
    private final Lanes lanes;
    private @Nullable Lanes replica;
    private final Transaction transaction;
    private final LaneChoice choice;
    private final Future<?> over;
    private final RequestTrace trace;
    private final Promise<QueryResult> result;
    private Execution execution;
    private boolean exclusive;
    /** Whether an attempt may have made the change, though nobody said so. */
    private boolean doubt;

    private boolean lost;
    private boolean stale;
    private boolean moved;
    private int conflicts;

    /** @param replica where it runs first when it may; null without a replica */
    Attempts(
            ContextInternal context,
            Lanes lanes,
            @Nullable Lanes replica,
            Transaction transaction,
            LaneChoice choice,
            Future<?> over,
            RequestTrace trace) {
        this.context = context;
        this.lanes = lanes;
        this.replica = choice.isReplica() ? replica : null;
        this.transaction = transaction;
        this.choice = choice;
        this.over = over;
        this.trace = trace;
        this.result = context.promise();
        this.exclusive = choice.isExclusive();
        this.execution = new Execution(transaction, context.promise(), result.future(), trace);
    }

    Future<QueryResult> begin() {
        over.onComplete(ended -> giveUp());
        attempt();
        return result.future();
    }

    private void attempt() {
        if (result.future().isComplete()) {
            return;
        }
        if (replica != null && !replica.answers(exclusive)) {
            replica = null;
        }
        Lane lane = (replica == null ? lanes : replica).lane(exclusive);
        trace.attempt((replica == null ? "" : Lanes.REPLICA) + (exclusive ? Lanes.EXCLUSIVE : Lanes.SHARED));
        lane.run(over, execution::run).onComplete(result::tryComplete, this::failed);
    }

    /** On a shared connection the statement has a short while to end by itself; nobody looks at what it says. */
    private void giveUp() {
        boolean given = result.tryFail(Outcome.late(doubt || (transaction.writes() && execution.isSent())));
        if (given && exclusive && execution.isSent()) {
            execution.cancel();
        }
    }

    private void failed(Throwable failure) {
        if (replica != null && ReplicaFailure.isItsOwn(failure)) {
            replica = null;
            if (failure instanceof ServerErrorException refusal && STALE.contains(refusal.sqlState())) {
                execution.forget();
            }
            again();
            return;
        }
        if (failure instanceof ServerErrorException refusal && isWorthAnother(refusal)) {
            return;
        }
        if (failure instanceof OvertakenException) {
            again();
            return;
        }
        doubt |= transaction.writes() && Outcome.leavesDoubt(failure);
        boolean harmless =
                failure instanceof ConnectionLostException loss && (loss.isRolledBack() || transaction.isRepeatable());
        if (harmless && !lost) {
            lost = true;
            again();
        } else {
            result.tryFail(Outcome.of(failure, transaction, doubt));
        }
    }

    /** A refusal takes the whole transaction back, so whatever it is nothing would be done twice. */
    private boolean isWorthAnother(ServerErrorException refusal) {
        String state = refusal.sqlState();
        if (transaction.repetition() != null && IdempotencySql.isRepeated(refusal)) {
            replay();
        } else if (STALE.contains(state) && !stale) {
            stale = true;
            execution.forget();
            again();
        } else if (state.equals(CANCELED) && !exclusive) {
            choice.tooSlow();
            exclusive = true;
            again();
        } else if (state.equals(READ_ONLY) && !moved) {
            moved = true;
            moveOn(refusal);
        } else if (isConflict(refusal) && conflicts < MOST_CONFLICTS) {
            conflicts++;
            long pause = ThreadLocalRandom.current().nextLong(1, LONGEST_PAUSE_MILLIS);
            context.owner().setTimer(pause, paused -> again());
        } else {
            return false;
        }
        return true;
    }

    /** The server may have been made a standby, or be full: then there is another one, or will be. */
    private void moveOn(ServerErrorException refusal) {
        execution.verify().onComplete(verified -> {
            if (verified.succeeded() && !verified.result()) {
                again();
            } else {
                failed(refusal);
            }
        });
    }

    /** Its own first attempt may be at the server still, though the connection is lost. */
    private boolean isConflict(ServerErrorException refusal) {
        return (CONFLICTS.contains(refusal.sqlState()) && transaction.retriable())
                || (lost && transaction.repetition() != null && IdempotencySql.isConcurrent(refusal));
    }

    /** The change has been made, whatever becomes of the answer. */
    private void replay() {
        var replay = new Attempts(context, lanes, null, transaction.replay(), choice, over, trace);
        replay.doubt = true;
        doubt = true;
        replay.begin()
                .onComplete(
                        result::tryComplete,
                        failure -> result.tryFail(
                                failure instanceof RuleRefusedException ? Outcome.otherRequest() : failure));
    }

    private void again() {
        execution = new Execution(transaction, context.promise(), result.future(), trace);
        attempt();
    }
}
