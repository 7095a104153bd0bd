package dev.verge.database.connection;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTls;
import dev.verge.config.DatabaseTls.Mode;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;

/** The settings in the words of the client. */
final class ConnectOptions {
    private ConnectOptions() {}

    static PgConnectOptions connect(DatabaseSettings settings, SessionSettings session) {
        URI url = URI.create(settings.url());
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        var options = new PgConnectOptions()
                .setHost(host)
                .setPort(url.getPort())
                .setDatabase(url.getPath().substring(1))
                .setUser(settings.user())
                .setProperties(session.startup())
                .setReconnectAttempts(0);
        return secure(options, host, settings.tls());
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

    private static PgConnectOptions secure(PgConnectOptions options, String host, DatabaseTls tls) {
        if (tls.mode() == Mode.OFF || (tls.mode() == Mode.AUTO && isLoopback(host))) {
            return options.setSslMode(SslMode.DISABLE);
        }
        TrustOptions trusted = tls.certificateAuthority() == null
                ? authoritiesOfJava()
                : new PemTrustOptions().addCertPath(tls.certificateAuthority());
        return options.setSslMode(SslMode.VERIFY_FULL)
                .setSslOptions(new ClientSSLOptions()
                        .setHostnameVerificationAlgorithm("HTTPS")
                        .setTrustOptions(trusted));
    }

    /** The client has no default of its own: it refuses to connect without being told whom to trust. */
    private static TrustOptions authoritiesOfJava() {
        try {
            var authorities = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            authorities.init((KeyStore) null);
            return TrustOptions.wrap(authorities);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate authorities of the Java runtime cannot be read", e);
        }
    }

    /** By its name alone: no name is looked up to decide whether to encrypt. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
