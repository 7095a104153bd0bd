package dev.verge.database.connection;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.database.wire.Command;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens connections on the event loop that it was made on. */
public final class Connector {
    private final Context context;
    private final ConnectionFactory<PgConnectOptions> factory;
    private final PgConnectOptions options;
    private final Supplier<Future<String>> password;
    private final Duration patience;
    private final Custom custom;

    /** Connects with these settings; statements then have the time that the server's own settings give them. */
    public Connector(Vertx vertx, DatabaseSettings settings) {
        this(vertx, settings, null);
    }

    private Connector(Vertx vertx, DatabaseSettings settings, @Nullable Duration statementTimeout) {
        var session = SessionSettings.of(settings.tenancy(), statementTimeout);
        this.context = vertx.getOrCreateContext();
        this.factory = PgDriver.INSTANCE.createConnectionFactory(vertx, ConnectOptions.transport(settings));
        this.options = ConnectOptions.connect(settings, session);
        this.password = Password.of(vertx, settings.login());
        this.patience = settings.connectTimeout();
        var cancel = new CancelRequest(vertx.createNetClient(ConnectOptions.transport(settings)), options, patience);
        this.custom = new Custom(settings.tenancy().pooler(), session.beginning(), cancel);
    }

    /** Connects so that the server ends each statement after a while. */
    public static Connector limited(Vertx vertx, DatabaseSettings settings, Duration statementTimeout) {
        return new Connector(vertx, settings, statementTimeout);
    }

    /**
     * How to speak on its connections.
     *
     * @param pooler what stands between
     * @param beginning what each transaction begins with; null for nothing
     * @param cancel how to have the server end what runs
     */
    record Custom(Pooler pooler, @Nullable Command beginning, CancelRequest cancel) {}

    /** An open connection, and how to cancel what runs on it. */
    public static final class Opened {
        private final PgConnection client;
        private final Wire wire;
        private final Custom custom;

        private Opened(SqlConnection connection, Custom custom) {
            this.custom = custom;
            this.client = PgConnection.cast(connection);
            // The end of the connection is told by the wire; the client would print it.
            this.client.exceptionHandler(known -> {}).noticeHandler(dropped -> {});
            this.wire = Wire.of(connection);
        }

        /** What carries its batches. */
        public Wire wire() {
            return wire;
        }

        Custom custom() {
            return custom;
        }

        /**
         * Asks the server, over a connection of its own, to cancel whatever runs on this one when the request arrives
         * there: so nothing may follow on this one.
         */
        Future<Void> cancel() {
            return custom.cancel().send(client.processId(), client.secretKey());
        }
    }

    /** How long a connection may take to be of use. */
    Duration patience() {
        return patience;
    }

    /** Fails with {@link DatabaseUnreachableException}. One that comes too late is closed. */
    public Future<Opened> connect() {
        Future<Opened> opened = password.get()
                .compose(proof -> factory.connect(context, new PgConnectOptions(options).setPassword(proof)))
                .map(client -> new Opened(client, custom));
        return opened.timeout(patience.toMillis(), TimeUnit.MILLISECONDS).recover(failure -> {
            opened.onSuccess(late -> late.wire().abort());
            return Future.failedFuture(DatabaseUnreachableException.of(failure));
        });
    }
}
