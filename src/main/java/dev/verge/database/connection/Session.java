package dev.verge.database.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.codec.InvalidCachedStatementEvent;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One use of a connection. Also does what the client's interface does not: it closes at once, and tells the types of a
 * statement. For that it reaches into the client (vertx-sql-client 5.0); {@link TextTypes} and this class are the only
 * ones that do.
 */
public final class Session {
    private static final String CLIENT = "codec";
    private static final String STALE_PLAN = "0A000";
    private static final AttributeKey<TextTypes> TYPES = AttributeKey.valueOf(TextTypes.class, "types");

    private final Vertx vertx;
    private final PgConnection connection;
    private final Channel channel;
    private final TextTypes types;

    Session(Vertx vertx, SqlConnection connection) {
        this.vertx = vertx;
        this.connection = PgConnection.cast(connection);
        this.channel = channel(connection);
        this.types = channel.attr(TYPES).get();
        // Whatever breaks a connection fails the statement on it too; the client would print it, and notices with the
        // values of parameters.
        this.connection.exceptionHandler(known -> {}).noticeHandler(dropped -> {});
    }

    /**
     * What the server tells about a statement.
     *
     * @param parameters the object identifiers of its parameters' types
     * @param columns the columns of its rows; empty when it returns none
     */
    public record Told(List<Integer> parameters, List<ToldColumn> columns) {}

    /** Makes a connection that has just been opened one of text. */
    static void prepare(SqlConnection connection) {
        var types = new TextTypes();
        Channel channel = channel(connection);
        channel.attr(TYPES).set(types);
        channel.pipeline().addBefore(CLIENT, null, types);
    }

    /** Runs a statement with its parameters' texts; the names of its rows' columns are {@link ToldColumn#signature}s. */
    public Future<RowSet<Row>> execute(String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).recover(failure -> (isStale(failure)
                        ? forget(sql)
                        : Future.succeededFuture())
                .transform(done -> Future.failedFuture(failure)));
    }

    /** Whether a statement failed because the schema has changed since it was prepared. It has not run, and may next time. */
    public static boolean isStale(@Nullable Throwable failure) {
        return failure instanceof PgException refusal && STALE_PLAN.equals(refusal.getSqlState());
    }

    /** Runs a statement without parameters and rows. */
    public Future<Void> command(String sql) {
        return connection.query(sql).execute().mapEmpty();
    }

    /** Has the server parse a statement without running it. */
    public Future<Told> describe(String sql) {
        return connection.prepare(sql).compose(prepared -> prepared.close()
                .map(new Told(types.parameters(), types.columns())));
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /** Cancels what is running and closes the connection. */
    void cancel() {
        connection.cancelRequest().onComplete(sent -> abort());
    }

    /**
     * Closes the connection at once; what is running fails. Closed through its handlers it would not be: the client's
     * own says goodbye to the server, leaves the end to it, and never completes.
     */
    public Future<Void> abort() {
        Promise<Void> closed = Promise.promise();
        channel.unsafe().close(channel.newPromise().addListener(ignored -> closed.complete()));
        return closed.future();
    }

    /** Leaves the connection to the next use, if it is open. */
    Future<Void> end() {
        return connection.close();
    }

    /** What the connection's client has been told by now it knows when this succeeds. */
    Future<Void> nextTurn() {
        Promise<Void> next = Promise.promise();
        vertx.runOnContext(next::complete);
        return next.future();
    }

    /** The client itself knows a stale plan only by an English message. */
    private Future<Void> forget(String sql) {
        var client = channel.pipeline().context(CLIENT);
        if (client != null) {
            client.fireChannelRead(new InvalidCachedStatementEvent(sql));
        }
        return nextTurn();
    }

    private static Channel channel(SqlConnection connection) {
        var socket = (SocketConnectionBase)
                ((SqlConnectionInternal) connection).unwrap().unwrap();
        return socket.socket().channelHandlerContext().channel();
    }
}
