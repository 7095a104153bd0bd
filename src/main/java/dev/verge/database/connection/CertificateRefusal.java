package dev.verge.database.connection;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a server's certificate does not hold, in words for an operator. What stands in it is what an unknown peer says. */
final class CertificateRefusal {
    private static final int LONGEST = 200;
    private static final String AUTHORITY = " (database.certificateAuthority)";

    private CertificateRefusal() {}

    static String ofChain(X509Certificate[] chain, CertificateException failure) {
        String time = ofTime(chain);
        if (time != null) {
            return time;
        }
        X509Certificate own = chain[0];
        Reason reason = reason(failure);
        if (reason == BasicReason.REVOKED) {
            return "the server's certificate is revoked";
        }
        if (reason == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
            return "nothing valid tells whether the server's certificate is revoked"
                    + " (database.certificateRevocationList must hold the present list of each authority of its chain)";
        }
        if (chain.length == 1 && own.getIssuerX500Principal().equals(own.getSubjectX500Principal())) {
            return "the server's certificate is signed by itself and by no trusted authority" + AUTHORITY;
        }
        X509Certificate last = chain[chain.length - 1];
        return "the server's certificate is not from a trusted authority: it is from "
                + shown(last.getIssuerX500Principal().getName()) + AUTHORITY;
    }

    static String ofName(X509Certificate own) {
        return "the server's certificate is not for this host name: it is for " + names(own);
    }

    private static @Nullable String ofTime(X509Certificate[] chain) {
        for (X509Certificate one : chain) {
            String whose =
                    one.equals(chain[0]) ? "the server's certificate" : "a certificate of the server's authority";
            try {
                one.checkValidity();
            } catch (CertificateExpiredException e) {
                return whose + " has expired: it was valid until "
                        + one.getNotAfter().toInstant();
            } catch (CertificateNotYetValidException e) {
                return whose + " is not valid yet: it is from "
                        + one.getNotBefore().toInstant() + " on";
            }
        }
        return null;
    }

    private static @Nullable Reason reason(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        return failure instanceof CertPathValidatorException invalid && invalid.getReason() != BasicReason.UNSPECIFIED
                ? invalid.getReason()
                : reason(failure.getCause());
    }

    private static String names(X509Certificate own) {
        try {
            Collection<List<?>> names = own.getSubjectAlternativeNames();
            return names == null
                    ? "none"
                    : shown(names.stream().map(name -> name.get(1).toString()).collect(Collectors.joining(", ")));
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
    }
}
