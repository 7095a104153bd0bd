package dev.verge.database.connection;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.wire.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Opens connections on the event loop that it was made on. */
public final class Connector {
    private final Context context;
    private final ConnectionFactory<PgConnectOptions> factory;
    private final PgConnectOptions options;
    private final Duration patience;

    /** Connects with these settings; statements then have the time that the server's own settings give them. */
    public Connector(Vertx vertx, DatabaseSettings settings) {
        this(vertx, settings, ConnectOptions.connect(settings));
    }

    private Connector(Vertx vertx, DatabaseSettings settings, PgConnectOptions options) {
        this.context = vertx.getOrCreateContext();
        this.factory = PgDriver.INSTANCE.createConnectionFactory(vertx, ConnectOptions.transport(settings));
        this.options = options;
        this.patience = settings.connectTimeout();
    }

    /** Connects so that the server ends each statement after a while. */
    public static Connector limited(Vertx vertx, DatabaseSettings settings, Duration statementTimeout) {
        var options = ConnectOptions.connect(settings)
                .addProperty("statement_timeout", String.valueOf(statementTimeout.toMillis()));
        return new Connector(vertx, settings, options);
    }

    /** An open connection, and how to cancel what runs on it. */
    public static final class Opened {
        private final PgConnection client;
        private final Wire wire;
        private final Duration patience;

        private Opened(SqlConnection connection, Duration patience) {
            this.patience = patience;
            this.client = PgConnection.cast(connection);
            // The end of the connection is told by the wire; the client would print it.
            this.client.exceptionHandler(known -> {}).noticeHandler(dropped -> {});
            this.wire = Wire.of(connection);
        }

        /** What carries its batches. */
        public Wire wire() {
            return wire;
        }

        /**
         * Asks the server, over a connection of its own, to cancel whatever runs on this one when the request arrives
         * there: so nothing may follow on this one.
         */
        Future<Void> cancel() {
            return client.cancelRequest().timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** How long a connection may take to be of use. */
    Duration patience() {
        return patience;
    }

    /** Fails with {@link DatabaseUnreachableException}. One that comes too late is closed. */
    public Future<Opened> connect() {
        Future<Opened> opened = factory.connect(context, options).map(connection -> new Opened(connection, patience));
        return opened.timeout(patience.toMillis(), TimeUnit.MILLISECONDS).recover(failure -> {
            opened.onSuccess(late -> late.wire().abort());
            return Future.failedFuture(DatabaseUnreachableException.of(failure));
        });
    }
}
