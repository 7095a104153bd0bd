package dev.verge.development;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** A real PostgreSQL for the dev mode, with the schema and the data of {@code conf/dev/*.sql}. */
public final class EmbeddedDatabase {
    private EmbeddedDatabase() {}

    /**
     * Starts a server on a free port of 127.0.0.1 and applies the files in name order.
     *
     * @param conf the folder that has {@code dev/*.sql}
     * @return fails with {@link dev.verge.source.MistakesException} when a file does not apply; the server is stopped then
     */
    public static Future<EmbeddedDatabase> start(Vertx vertx, Path conf) {
        return Future.failedFuture("being written");
    }

    /** {@code postgresql://127.0.0.1:<port>/verge}. */
    public String url() {
        return "";
    }

    /** The role to log in as; it needs no password. */
    public String user() {
        return "verge";
    }

    /** Makes the database anew from the files as they are now; open connections are dropped. Fails as start does. */
    public Future<Void> reset() {
        return Future.succeededFuture();
    }

    /** Stops the server and removes its files; blocks, for a shutdown hook. A second call does nothing. */
    public void stop() {}
}
