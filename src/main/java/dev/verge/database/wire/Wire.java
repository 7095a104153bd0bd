package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that carries batches, each sent without waiting for those before it. Confined to the event loop of its
 * channel.
 *
 * <p>The client connects, encrypts and logs in; then this takes the channel over and the client sees no message any
 * more, only the end. The client encodes each command for itself and commits only when told to, in a command of its own;
 * here nothing stands between the commands of a batch. This is the one place that reaches into the client
 * (vertx-sql-client 5.0).
 */
public final class Wire extends MessageSplitter {
    private static final String CLIENT = "codec";
    /** What the server tells of unasked, from version 14 on. */
    private static final Set<String> STATES = Set.of("in_hot_standby", "default_transaction_read_only");

    private final Pace pace = new Pace();
    private final Queue<Batch> inFlight = new ArrayDeque<>();
    private final Channel channel;
    private final int largestAnswer;
    private final Promise<Void> ended = Promise.promise();
    private Runnable stateChanged = () -> {};
    private boolean flushing;
    private boolean over;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Throwable reason;
    private @Nullable ServerErrorException goodbye;

    private Wire(Channel channel, int largestAnswer) {
        super(largestAnswer);
        this.channel = channel;
        this.largestAnswer = largestAnswer;
    }

    /**
     * Takes over the channel of a connection on which nothing is under way.
     *
     * @param largestAnswer how many bytes the rows of one batch may have
     */
    public static Wire of(SqlConnection connection, int largestAnswer) {
        var socket = (SocketConnectionBase)
                ((SqlConnectionInternal) connection).unwrap().unwrap();
        Channel channel = socket.socket().channelHandlerContext().channel();
        var wire = new Wire(channel, largestAnswer);
        channel.pipeline().addBefore(CLIENT, null, wire);
        // A connection that ended meanwhile tells its new handler nothing.
        if (!channel.isActive()) {
            wire.end(null);
        }
        return wire;
    }

    /** Sends a batch; it fails at once when the connection is over. */
    @SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends the connection, and with it the batch
    public void send(Batch batch) {
        assert channel.eventLoop().inEventLoop() : Thread.currentThread().getName();
        if (over) {
            batch.lost(reason, goodbye);
            return;
        }
        ByteBuf out = encoded(batch);
        batch.sent(pace.speak(inFlight.isEmpty()), largestAnswer);
        inFlight.add(batch);
        context().write(out, channel.voidPromise());
        flushLater();
    }

    /** Completes when the connection is over. */
    public Future<Void> ended() {
        return ended.future();
    }

    /** Whether it is not over. */
    public boolean isOpen() {
        return !over;
    }

    /** How many batches are not answered yet. */
    public int inFlight() {
        return inFlight.size();
    }

    /** For how long, in nanoseconds, something is in flight and nothing has been heard at this time; 0 when nothing is. */
    public long silence(long now) {
        return inFlight.isEmpty() ? 0 : pace.silence(now);
    }

    /** Lets go on elsewhere who waits behind the batch that is in turn, and may ({@link OvertakenException}). */
    public void overtake() {
        Batch.overtakeFirst(inFlight);
    }

    /** For how long nothing was asked, in nanoseconds. */
    public long idle(long now) {
        return inFlight.isEmpty() ? pace.idle(now) : 0;
    }

    /** How fast the server answers. */
    public Pace pace() {
        return pace;
    }

    /** How long what is in flight and one batch more will take, in nanoseconds; very long while nothing is known. */
    public long backlog() {
        return pace.work() == 0 ? Long.MAX_VALUE : pace.work() * (inFlight.size() + 1);
    }

    /** What to do when the server says that it takes changes from now on, or takes none any more. */
    public void onStateChange(Runnable handler) {
        stateChanged = handler;
    }

    /** Says goodbye and closes. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing follows
    public void close() {
        if (!over) {
            context().writeAndFlush(Messages.terminate(channel.alloc().buffer()), channel.voidPromise());
        }
        abort();
    }

    /** Closes at once, whatever is in flight; a peer that does not take what is said keeps nobody waiting. */
    public void abort() {
        end(reason);
        channel.unsafe().close(channel.voidPromise());
    }

    /** Before it counts as sent: each answer belongs to the batch whose turn it is. */
    private ByteBuf encoded(Batch batch) {
        ByteBuf out = channel.alloc().buffer();
        try {
            batch.write(out);
            return out;
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
    }

    /** One write to the socket for all that is said in one turn of the event loop. */
    private void flushLater() {
        if (!flushing) {
            flushing = true;
            channel.eventLoop().execute(() -> {
                flushing = false;
                context().flush();
            });
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "context");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    void hear() {
        pace.hear();
    }

    @Override
    void receiveLargeRow() {
        Batch batch = inFlight.peek();
        if (batch != null) {
            batch.refuseRows(largestAnswer);
        }
    }

    @Override
    void receive(byte type, ByteBuf in, int end) {
        if (over) {
            return;
        }
        Batch batch = inFlight.peek();
        switch (type) {
            // Notices and notifications are nobody's answer, nor are settings.
            case 'N', 'A' -> {}
            case 'S' -> {
                if (STATES.contains(Messages.readText(in, end))) {
                    stateChanged.run();
                }
            }
            case 'E' -> {
                var refusal = ServerErrorException.read(in, end, batch == null ? 0 : batch.current());
                if (refusal.isFatal()) {
                    reason = refusal;
                }
                if (refusal.isGoodbye()) {
                    goodbye = refusal;
                }
                if (batch != null) {
                    batch.refused(refusal);
                }
            }
            case 'Z' -> {
                if (inFlight.poll() != null && batch != null) {
                    pace.answer(batch.sentAt());
                    batch.ended();
                }
            }
            default -> {
                if (batch != null) {
                    batch.receive(type, in, end);
                }
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) throws Exception {
        end(reason);
        super.channelInactive(closed);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
        reason = cause instanceof IOException ? cause : new IllegalStateException(cause);
        abort();
    }

    private void end(@Nullable Throwable cause) {
        if (over) {
            return;
        }
        over = true;
        for (Batch batch = inFlight.poll(); batch != null; batch = inFlight.poll()) {
            batch.lost(cause, goodbye);
        }
        ended.complete();
    }
}
