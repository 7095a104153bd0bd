package dev.verge.database;

import dev.verge.database.connection.LaneConnection;
import dev.verge.database.statement.AnswerReader;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.QueryResult;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.observation.Moment;
import dev.verge.observation.RequestTrace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to run a transaction on a connection, and whether its outcome is open. Confined to one event loop. */
final class Execution {
    private final Transaction transaction;
    private final Promise<Void> done;
    private final Future<?> decided;
    private final RequestTrace trace;
    private @Nullable LaneConnection connection;
    private boolean sent;

    /**
     * Nothing is under way.
     *
     * @param done completes in the way of the event loop
     * @param decided completes when nothing is to be sent any more
     * @param trace is told when it is sent and answered
     */
    Execution(Transaction transaction, Promise<Void> done, Future<?> decided, RequestTrace trace) {
        this.transaction = transaction;
        this.done = done;
        this.decided = decided;
        this.trace = trace;
    }

    /** Everything that is not prepared on this connection, or was forgotten there, is prepared first. */
    Future<QueryResult> run(LaneConnection taken) {
        connection = taken;
        List<Run> commands = new ArrayList<>(2);
        AnswerReader answer = commands(taken, commands);
        return answer != null
                ? send(taken, commands, answer)
                : taken.prepare(transaction.queries()).compose(prepared -> again(taken));
    }

    /** Whether it is at the server, and has not come back. */
    boolean isSent() {
        return sent;
    }

    /** Cancels it on the server, where it has a connection of its own. */
    void cancel() {
        if (connection != null) {
            connection.cancel().onFailure(unheard -> {});
        }
    }

    /** Asks whether the server still is what was looked for, and leaves it when it is not; whether it is. */
    Future<Boolean> verify() {
        return connection == null ? Future.succeededFuture(true) : connection.verify();
    }

    /** Has the statements prepared anew by the next attempt on this connection. */
    void forget() {
        if (connection != null) {
            transaction.queries().forEach(connection::forget);
        }
    }

    /** Whoever has been told meanwhile that nothing was done is told the truth. */
    private Future<QueryResult> again(LaneConnection taken) {
        if (decided.isComplete()) {
            return Future.failedFuture("nobody waits any more");
        }
        List<Run> commands = new ArrayList<>(2);
        AnswerReader answer = commands(taken, commands);
        return answer == null
                ? Future.failedFuture(new IllegalStateException("a statement is not prepared"))
                : send(taken, commands, answer);
    }

    /** Adds the commands and gives the reader of the last one; null when one is not prepared. */
    private @Nullable AnswerReader commands(LaneConnection taken, List<Run> commands) {
        AnswerReader reader = null;
        for (BoundStatement bound : transaction.statements()) {
            reader = bound.query().reader();
            Run run = taken.run(bound, rows(bound, reader));
            if (run == null) {
                return null;
            }
            commands.add(run);
        }
        return reader;
    }

    /** A rule that is a statement of its own has its answer before the others have theirs. */
    private RowReader rows(BoundStatement bound, AnswerReader reader) {
        return bound == transaction.rule() && trace.isTimed() ? new RuledReader(reader, trace) : reader;
    }

    private Future<QueryResult> send(LaneConnection taken, List<Run> commands, AnswerReader answer) {
        sent = true;
        trace.pass(Moment.SENT);
        Object work = transaction.statement().query();
        return taken.send(commands, done, work, !transaction.writes()).transform(outcome -> {
            sent = false;
            trace.pass(Moment.ANSWERED);
            if (outcome.failed()) {
                return Future.failedFuture(outcome.cause());
            }
            return answer.isRefused()
                    ? Future.failedFuture(new RuleRefusedException())
                    : Future.succeededFuture(answer.result());
        });
    }
}
