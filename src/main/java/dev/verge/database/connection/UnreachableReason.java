package dev.verge.database.connection;

import dev.verge.database.login.NoPasswordException;
import dev.verge.database.wire.ConnectionLostException;
import dev.verge.database.wire.ServerErrorException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why no connection can be had, in words for an operator. */
final class UnreachableReason {
    static final String SILENCE = "no answer in time";

    private UnreachableReason() {}

    static String of(Throwable cause) {
        if (cause instanceof PgException refusal) {
            return refusal(String.valueOf(refusal.getSqlState()), String.valueOf(refusal.getErrorMessage()));
        }
        if (cause instanceof ConnectionLostException lost) {
            return lost.getCause() == null ? "the connection is lost" : of(lost.getCause());
        }
        if (cause instanceof ServerErrorException refusal) {
            return refusal(refusal.sqlState(), refusal.text());
        }
        if (cause instanceof NoPasswordException missing) {
            return String.valueOf(missing.getMessage());
        }
        if (cause instanceof ConnectTimeoutException || cause instanceof TimeoutException) {
            return SILENCE;
        }
        if (cause instanceof UnknownHostException) {
            return "the host name is not known";
        }
        if (cause instanceof ConnectException) {
            return "the connection is refused";
        }
        if ("SSL handshake failed".equals(cause.getMessage())) {
            return "the TLS handshake fails, and neither side says why";
        }
        if ("Postgres Server does not handle SSL connection".equals(cause.getMessage())) {
            return "the server speaks no TLS, or somebody between says so: nothing is said to it (database.tls)";
        }
        if ("The value for 'password' must not be empty".equals(cause.getMessage())) {
            return "the server asks for a password, and there is none (VERGE_DATABASE_PASSWORD, database.passwordFile)";
        }
        if ("Invalid SSL connection message".equals(cause.getMessage())) {
            return "what answers there does not speak PostgreSQL's protocol";
        }
        SSLException tls = find(cause);
        return tls != null
                ? "the TLS handshake fails: " + deepest(tls).getMessage()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static String refusal(String sqlState, String message) {
        return switch (sqlState) {
            case "28P01", "28000" -> "the server does not accept the user, its password or its certificate";
            case "3D000" -> "the database does not exist";
            case "53300" -> "the server has no connection to give";
            case "55P03" -> "a statement is about a table that is locked";
            case "57P03" -> "the server is starting up or shutting down";
            default -> "the server refuses with SQLSTATE " + sqlState + ": " + message;
        };
    }

    private static @Nullable SSLException find(@Nullable Throwable cause) {
        return cause == null || cause instanceof SSLException ? (SSLException) cause : find(cause.getCause());
    }

    private static Throwable deepest(Throwable cause) {
        return cause.getCause() == null ? cause : deepest(cause.getCause());
    }
}
