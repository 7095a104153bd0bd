package dev.verge.database.login;

import dev.verge.config.DatabaseLogin;
import dev.verge.config.WorkloadIdentitySettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What proves to the server who this node is: asked for anew with each connection, for it may change meanwhile. */
public final class Password {
    private static final Pattern END_OF_LINE = Pattern.compile("\\R+$");

    private Password() {}

    /** Empty for a server that asks for none; what it gives may fail with {@link NoPasswordException}. */
    public static Supplier<Future<String>> of(Vertx vertx, DatabaseLogin login) {
        WorkloadIdentitySettings identity = login.workloadIdentity();
        if (identity != null) {
            return AccessTokens.of(vertx, identity);
        }
        String file = login.passwordFile();
        if (file != null) {
            return () -> read(vertx, file, "the password cannot be read from " + file + " (database.passwordFile)");
        }
        String fixed = login.password() == null ? "" : login.password();
        return () -> Future.succeededFuture(fixed);
    }

    /** What the file system says of a secret's file is not for the log. */
    static Future<String> read(Vertx vertx, String file, String failure) {
        return vertx.fileSystem()
                .readFile(file)
                .map(content -> END_OF_LINE.matcher(content.toString()).replaceFirst(""))
                .recover(unread -> Future.failedFuture(new NoPasswordException(failure)));
    }
}
