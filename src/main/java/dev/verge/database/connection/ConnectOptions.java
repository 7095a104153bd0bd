package dev.verge.database.connection;

import dev.verge.config.DatabaseSettings;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;

/** The settings in the words of the client. */
final class ConnectOptions {
    private ConnectOptions() {}

    static PgConnectOptions connect(DatabaseSettings settings, SessionParameters session) {
        URI url = URI.create(settings.url());
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        return new PgConnectOptions()
                .setHost(host)
                .setPort(url.getPort())
                .setDatabase(url.getPath().substring(1))
                .setUser(settings.user())
                .setProperties(session.startup())
                .setReconnectAttempts(0);
    }

    static NetClientOptions transport(DatabaseSettings settings) {
        int connectTimeout = Math.toIntExact(settings.connectTimeout().toMillis());
        return new NetClientOptions()
                .setConnectTimeout(connectTimeout)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                // A peer that is gone without a word; only the native transport knows this option.
                .setTcpUserTimeout(connectTimeout);
    }
}
