package dev.verge.database.connection;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whether a server's certificate holds, as the Java runtime decides, and in words why not: the client drops the reason. */
final class ServerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;
    /** May be written on another thread than that of the event loop. */
    private volatile @Nullable String refusal;

    private ServerTrust(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    /**
     * Trusts some authorities.
     *
     * @param trusted their certificates
     * @param revoked lists of certificates that do not hold any more; a certificate whose authority has none here does not
     *     hold either. Empty looks none up
     * @throws GeneralSecurityException when there are no authorities
     */
    static ServerTrust of(Collection<X509Certificate> trusted, Collection<? extends CRL> revoked)
            throws GeneralSecurityException {
        var parameters = new PKIXBuilderParameters(
                trusted.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet()),
                new X509CertSelector());
        parameters.setRevocationEnabled(!revoked.isEmpty());
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return new ServerTrust(manager(factory));
    }

    /** The certificates of the authorities that the Java runtime trusts; reads its file. */
    static Collection<X509Certificate> authoritiesOfJava() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        return Arrays.asList(manager(factory).getAcceptedIssuers());
    }

    private static X509ExtendedTrustManager manager(TrustManagerFactory factory) {
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    /** Why a certificate was refused; null when none was. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** The chain first, by itself, then all that belongs to it, the host name among it. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, type);
        } catch (CertificateException e) {
            refusal = CertificateRefusal.ofChain(chain, e);
            throw e;
        }
        try {
            authorities.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            refusal = CertificateRefusal.ofName(chain[0]);
            throw e;
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no host name to compare with");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no host name to compare with");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("not a server");
    }
}
