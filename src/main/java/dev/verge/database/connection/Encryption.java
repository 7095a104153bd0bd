package dev.verge.database.connection;

import dev.verge.config.DatabaseTls;
import dev.verge.config.DatabaseTls.Mode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted. Its files are read anew for each connection, for certificates are replaced in time. The
 * authorities of the Java runtime, which can only be read while everything waits, are read for the first one alone.
 */
final class Encryption {
    private final Vertx vertx;
    private final DatabaseTls settings;
    private @Nullable Collection<X509Certificate> ofJava;

    Encryption(Vertx vertx, DatabaseTls settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /**
     * How to open one connection.
     *
     * @param trust what decides about the server's certificate; null when nothing is encrypted
     */
    record Secured(PgConnectOptions options, @Nullable ServerTrust trust) {}

    /** Fails with {@link DatabaseUnreachableException} when a file cannot be used. */
    Future<Secured> secure(PgConnectOptions options) {
        if (settings.mode() == Mode.OFF || (settings.mode() == Mode.AUTO && isLoopback(options.getHost()))) {
            return Future.succeededFuture(new Secured(options.setSslMode(SslMode.DISABLE), null));
        }
        var authorities = read(settings.certificateAuthority());
        var revoked = read(settings.certificateRevocationList());
        var certificate = read(settings.certificate());
        var key = read(settings.key());
        return Future.all(authorities, revoked, certificate, key).map(read -> {
            ServerTrust trust = trust(authorities.result(), revoked.result());
            ClientSSLOptions tls = new ClientSSLOptions()
                    .setHostnameVerificationAlgorithm("HTTPS")
                    .setTrustOptions(TrustOptions.wrap(trust));
            if (certificate.result() != null && key.result() != null) {
                tls.setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(certificate.result())
                        .addKeyValue(key.result()));
            }
            return new Secured(options.setSslMode(SslMode.VERIFY_FULL).setSslOptions(tls), trust);
        });
    }

    private ServerTrust trust(@Nullable Buffer authorities, @Nullable Buffer revoked) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            Collection<X509Certificate> trusted = authorities == null
                    ? authoritiesOfJava()
                    : factory.generateCertificates(stream(authorities)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            Collection<? extends CRL> lists = revoked == null ? List.of() : factory.generateCRLs(stream(revoked));
            return ServerTrust.of(trusted, lists);
        } catch (GeneralSecurityException e) {
            throw DatabaseUnreachableException.because(
                    "the trusted authorities or their revocation lists cannot be read: " + e.getMessage());
        }
    }

    private Collection<X509Certificate> authoritiesOfJava() throws GeneralSecurityException {
        if (ofJava == null) {
            ofJava = ServerTrust.authoritiesOfJava();
        }
        return ofJava;
    }

    private static ByteArrayInputStream stream(Buffer pem) {
        return new ByteArrayInputStream(pem.getBytes());
    }

    private Future<@Nullable Buffer> read(@Nullable String file) {
        return file == null
                ? Future.succeededFuture()
                : vertx.fileSystem()
                        .readFile(file)
                        .recover(failure ->
                                Future.failedFuture(DatabaseUnreachableException.because(file + " cannot be read")));
    }

    /** By its name alone: no name is looked up to decide whether to encrypt. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
