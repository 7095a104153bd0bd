package dev.verge.database.connection;

import dev.verge.config.DatabaseServers.Host;
import dev.verge.config.DatabaseSettings;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;

/** The settings in the words of the client. */
final class ConnectOptions {
    private static final int LONGEST_UNHEARD_MILLIS = 2_000;

    private ConnectOptions() {}

    static PgConnectOptions connect(DatabaseSettings settings, Host host, SessionParameters session) {
        return new PgConnectOptions()
                .setHost(host.name())
                .setPort(host.port())
                .setDatabase(settings.servers().database())
                .setUser(settings.user())
                .setProperties(session.startup())
                .setReconnectAttempts(0);
    }

    static NetClientOptions transport(DatabaseSettings settings) {
        int connectTimeout = Math.toIntExact(settings.connectTimeout().toMillis());
        return new NetClientOptions()
                // Whoever hears nothing asks ever more seldom, and would be late to hear that the server is there
                // again.
                .setConnectTimeout(Math.min(connectTimeout, LONGEST_UNHEARD_MILLIS))
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                // A peer that is gone without a word; only the native transport knows this option.
                .setTcpUserTimeout(connectTimeout);
    }
}
