package dev.verge.database.connection;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.internal.net.NetClientInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.CleanableNetClient;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect, with a client of its own, which can be ended whatever the server does: the client library closes
 * a connection by saying farewell and waits for the server to close it. A silent one never does, and would keep the
 * connection open for good and the node from stopping.
 */
final class Attempt {
    private final PgConnectionFactory factory;
    private @Nullable Channel channel;
    private boolean over;

    Attempt(Vertx vertx, NetClientOptions transport) {
        factory = new PgConnectionFactory(new WatchedVertx((VertxInternal) vertx), transport);
    }

    /** Connects and logs in; asked once. */
    Future<SqlConnection> connect(ContextInternal context, PgConnectOptions options) {
        return factory.connect((io.vertx.core.Context) context, options);
    }

    /** Ends at once what has been begun; what comes of it later is closed. */
    void abandon() {
        over = true;
        if (channel != null) {
            channel.unsafe().close(channel.voidPromise());
        }
        end();
    }

    /** Frees what the attempt has used; its connection is closed, or there is none. */
    void end() {
        factory.close(Promise.promise());
    }

    private void connected(NetSocket socket) {
        channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        if (over) {
            abandon();
        }
    }

    private final class WatchedVertx extends VertxWrapper {
        private WatchedVertx(VertxInternal vertx) {
            super(vertx);
        }

        @Override
        public NetClient createNetClient(NetClientOptions options) {
            var client = (NetClientInternal) super.createNetClient(options);
            return new CleanableNetClient(client, cleaner()) {
                @Override
                public Future<NetSocket> connect(ConnectOptions connecting) {
                    return super.connect(connecting).onSuccess(Attempt.this::connected);
                }
            };
        }
    }
}
