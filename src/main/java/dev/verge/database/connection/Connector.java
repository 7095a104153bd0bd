package dev.verge.database.connection;

import dev.verge.config.DatabaseServers.Host;
import dev.verge.config.DatabaseServers.Target;
import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.database.connection.Encryption.Secured;
import dev.verge.database.login.Password;
import dev.verge.database.wire.Command;
import dev.verge.database.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens connections on the event loop that it was made on. */
public final class Connector {
    private final ContextInternal context;
    private final Vertx vertx;
    private final NetClientOptions transport;
    private final HostSearch search;
    private final Function<Host, PgConnectOptions> options;
    private final Encryption encryption;
    private final Supplier<Future<String>> password;
    private final Duration patience;
    private final Custom custom;
    private final Set<Attempt> attempts = new CopyOnWriteArraySet<>();

    /** Connects with these settings; statements then have the time that the server's own settings give them. */
    public Connector(Vertx vertx, DatabaseSettings settings) {
        this(vertx, settings, null);
    }

    private Connector(Vertx vertx, DatabaseSettings settings, @Nullable Duration statementTimeout) {
        var session = SessionParameters.of(settings.tenancy(), statementTimeout);
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.vertx = vertx;
        this.transport = ConnectOptions.transport(settings);
        this.search = new HostSearch(settings.servers());
        this.options = host -> ConnectOptions.connect(settings, host, session);
        this.encryption = new Encryption(vertx, settings.tls());
        this.password = Password.of(vertx, settings.login());
        this.patience = settings.connectTimeout();
        var cancel = new CancelRequest(vertx.createNetClient(transport), patience);
        // What the node itself asks, at start and reload, grows with the contract and is bounded by it.
        int largestAnswer =
                statementTimeout == null ? Integer.MAX_VALUE : settings.lanes().maxAnswerSize();
        this.custom = new Custom(settings.tenancy().pooler(), session.beginning(), cancel, largestAnswer);
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
     * @param largestAnswer how many bytes the rows of one transaction may have
     */
    record Custom(Pooler pooler, @Nullable Command beginning, CancelRequest cancel, int largestAnswer) {}

    /** An open connection, and how to cancel what runs on it. */
    public static final class Opened {
        private final PgConnection client;
        private final Wire wire;
        private final Custom custom;
        private final PgConnectOptions options;
        private final Target target;

        private Opened(SqlConnection connection, Custom custom, PgConnectOptions options, Target target) {
            this.custom = custom;
            this.options = options;
            this.target = target;
            this.client = PgConnection.cast(connection);
            // The end of the connection is told by the wire; the client would print it.
            this.client.exceptionHandler(known -> {}).noticeHandler(dropped -> {});
            this.wire = Wire.of(connection, custom.largestAnswer());
        }

        /** What carries its batches. */
        public Wire wire() {
            return wire;
        }

        Custom custom() {
            return custom;
        }

        /** The number that the server, or what stands before it, gave to the session. */
        public int process() {
            return client.processId();
        }

        /** What its server has to be. */
        Target target() {
            return target;
        }

        /**
         * Asks the server, over a connection of its own, to cancel whatever runs on this one when the request arrives
         * there: so nothing may follow on this one.
         */
        Future<Void> cancel() {
            return custom.cancel().send(options, client.processId(), client.secretKey());
        }
    }

    /** How long a connection may take to be of use. */
    Duration patience() {
        return patience;
    }

    /** Fails with {@link DatabaseUnreachableException}. Whatever comes too late or to nothing is closed. */
    public Future<Opened> connect() {
        return connect(0);
    }

    /**
     * Connects to the first server that will do.
     *
     * @param ahead how many of the servers are left for last, for somebody else is at them
     */
    Future<Opened> connect(int ahead) {
        return search.run(ahead, this::connect);
    }

    /** Ends the attempts that are being made; they fail. */
    void abandon() {
        attempts.forEach(Attempt::abandon);
    }

    private Future<Opened> connect(Host host, Target target) {
        var attempt = new Attempt(vertx, transport);
        attempts.add(attempt);
        // Who gives the password has limits of its own: its silence is not the server's.
        return context.succeededFuture()
                .compose(begun -> password.get())
                .compose(proof -> encryption
                        .secure(options.apply(host).setPassword(proof))
                        .compose(secured -> connect(attempt, secured, target))
                        .compose(opened -> target == Target.ANY
                                ? Future.succeededFuture(opened)
                                : SessionState.ask(opened.wire()::send).map(state -> require(opened, state)))
                        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS))
                .onComplete(done -> attempts.remove(attempt))
                .onComplete(
                        opened -> opened.wire().ended().onComplete(ended -> attempt.end()),
                        failure -> attempt.abandon())
                .recover(failure -> Future.failedFuture(DatabaseUnreachableException.of(failure)));
    }

    private static Opened require(Opened opened, SessionState state) {
        String unfit = state.unfit(opened.target());
        if (unfit != null) {
            opened.wire().close();
            throw DatabaseUnreachableException.because(unfit);
        }
        return opened;
    }

    private Future<Opened> connect(Attempt attempt, Secured secured, Target target) {
        return attempt.connect(context, secured.options())
                .map(client -> new Opened(client, custom, secured.options(), target))
                .recover(failure -> {
                    String refusal =
                            secured.trust() == null ? null : secured.trust().refusal();
                    return Future.failedFuture(
                            refusal == null ? failure : DatabaseUnreachableException.because(refusal));
                });
    }
}
