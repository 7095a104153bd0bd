package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Commands that are sent in one piece and end with one Sync: one transaction (PostgreSQL documentation, "Pipelining").
 * When the server refuses one of them it skips those behind it and takes back those before it; without a refusal it
 * commits them at the end. A batch without commands only asks whether the server answers.
 */
public final class Batch {
    private final List<Command> commands;
    private final int uncounted;
    private final Promise<Void> done;
    private int current;
    private long sentAt;
    private int largestAnswer;
    private long answered;
    private @Nullable RuntimeException failure;
    private @Nullable Object work;
    private boolean repeatable;

    /**
     * Commands in their order.
     *
     * @param done succeeds when all are committed; else fails with {@link ServerErrorException} when the server refuses
     *     one, with {@link ConnectionLostException}, or with what a {@link RowReader} threw
     */
    public Batch(List<? extends Command> commands, Promise<Void> done) {
        this(null, commands, done);
    }

    /**
     * Commands in their order, behind one that is not counted when a refusal is told of.
     *
     * @param first what is said before them, of the same transaction; null for nothing
     */
    public Batch(@Nullable Command first, List<? extends Command> commands, Promise<Void> done) {
        var all = new ArrayList<Command>(commands.size() + 1);
        if (first != null) {
            all.add(first);
        }
        all.addAll(commands);
        this.commands = all;
        this.uncounted = first == null ? 0 : 1;
        this.done = done;
    }

    /**
     * Says what it does.
     *
     * @param what equal for batches that do the same
     * @param again whether it may be done twice
     */
    public Batch doing(Object what, boolean again) {
        work = what;
        repeatable = again;
        return this;
    }

    /** What becomes of it. */
    public Future<Void> done() {
        return done.future();
    }

    /** When it was sent, by {@code System.nanoTime()}. */
    long sentAt() {
        return sentAt;
    }

    /** @param largest how many bytes its rows may have */
    void sent(long now, int largest) {
        sentAt = now;
        largestAnswer = largest;
    }

    void write(ByteBuf out) {
        for (Command command : commands) {
            command.write(out);
        }
        Messages.sync(out);
    }

    void receive(byte type, ByteBuf in, int end) {
        if (type == MessageSplitter.ROW) {
            answered += end - in.readerIndex();
            if (answered > largestAnswer) {
                refuseRows(largestAnswer);
            }
        }
        if (failure != null || current == commands.size()) {
            return;
        }
        try {
            if (commands.get(current).receive(type, in, end)) {
                current++;
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** What comes of its rows is not read any more. */
    void refuseRows(int limit) {
        if (failure == null) {
            failure = new AnswerTooLargeException(limit);
        }
    }

    /** Which of its commands is being answered, counted from 0 as a refusal counts them; their number when it is the commit. */
    int current() {
        return Math.max(0, current - uncounted);
    }

    /**
     * Nothing is heard of the first one; whoever waits for another may go elsewhere. What does the same would take as long
     * there.
     */
    static void overtakeFirst(Collection<Batch> inFlight) {
        Batch first = null;
        for (Batch batch : List.copyOf(inFlight)) {
            if (first == null) {
                first = batch;
            } else if (batch.repeatable && batch.failure == null && !Objects.equals(batch.work, first.work)) {
                batch.failure = new OvertakenException();
                batch.done.tryFail(batch.failure);
            }
        }
    }

    void refused(ServerErrorException refusal) {
        if (failure == null) {
            failure = refusal;
        }
    }

    void ended() {
        if (failure != null) {
            done.tryFail(failure);
        } else if (current < commands.size()) {
            done.fail(new IllegalStateException("the server left a command unanswered"));
        } else {
            done.complete();
        }
    }

    /**
     * A refusal that came before the end is true all the same. When the server says goodbye, nothing that it has not
     * answered to the last command is committed, nor what stands behind.
     *
     * @param goodbye what the server said before the connection ended; null when it ended without a word
     */
    void lost(@Nullable Throwable cause, @Nullable ServerErrorException goodbye) {
        if (failure instanceof ServerErrorException refusal && !refusal.isFatal()) {
            done.fail(refusal);
        } else {
            boolean answered = current == commands.size() && current > 0;
            done.tryFail(new ConnectionLostException(failure == null ? cause : failure, goodbye != null && !answered));
        }
    }
}
