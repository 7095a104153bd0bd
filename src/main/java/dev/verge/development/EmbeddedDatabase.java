package dev.verge.development;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL for the dev mode, with the schema and the data of {@code conf/dev/*.sql}.
 *
 * <p>The files are applied by the role that the API logs in as, which owns the database and is no superuser.
 */
public final class EmbeddedDatabase {
    private static final String NAME = "verge";
    private static final String NEXT = "verge_next";
    /** The files are sent whole: then an error's position counts from a file's start. */
    private static final Map<String, String> WHOLE = Map.of("preferQueryMode", "simple");

    private final Vertx vertx;
    private final EmbeddedServer server;
    private final Path conf;

    private EmbeddedDatabase(Vertx vertx, EmbeddedServer server, Path conf) {
        this.vertx = vertx;
        this.server = server;
        this.conf = conf;
    }

    /**
     * Starts a server on a free port of 127.0.0.1 and applies the files in name order.
     *
     * @param conf the folder that has {@code dev/*.sql}
     * @return fails with {@link dev.verge.source.MistakesException} when a file does not apply; the server is stopped then
     */
    public static Future<EmbeddedDatabase> start(Vertx vertx, Path conf) {
        return vertx.executeBlocking(() -> launch(vertx, conf));
    }

    private static EmbeddedDatabase launch(Vertx vertx, Path conf) throws IOException, SQLException {
        var database = new EmbeddedDatabase(vertx, EmbeddedServer.start(), conf);
        try {
            database.administer("CREATE ROLE " + NAME + " LOGIN");
            database.build();
            return database;
        } catch (SQLException | RuntimeException e) {
            database.server.close();
            throw e;
        }
    }

    /** {@code postgresql://127.0.0.1:<port>/verge}. */
    public String url() {
        return "postgresql://127.0.0.1:" + server.port() + "/" + NAME;
    }

    /** The role to log in as; it needs no password. */
    public String user() {
        return NAME;
    }

    /**
     * Makes the database anew from the files as they are now; open connections are dropped. Fails as start does, and the
     * database stays as it was then.
     */
    public Future<Void> reset() {
        return vertx.executeBlocking(() -> {
            build();
            return null;
        });
    }

    /** Stops the server and removes its files. A second call does nothing. */
    public Future<Void> stop() {
        return vertx.executeBlocking(() -> {
            server.close();
            return null;
        });
    }

    /** Built beside the one in use, which is replaced only when every file applied. */
    private void build() throws SQLException {
        administer("DROP DATABASE IF EXISTS " + NEXT + " WITH (FORCE)", "CREATE DATABASE " + NEXT + " OWNER " + NAME);
        try (Connection connection = server.connect(NAME, NEXT, WHOLE)) {
            new SqlFiles(conf.resolve("dev")).applyTo(connection);
        }
        administer(
                "DROP DATABASE IF EXISTS " + NAME + " WITH (FORCE)", "ALTER DATABASE " + NEXT + " RENAME TO " + NAME);
    }

    private void administer(String... commands) throws SQLException {
        try (Connection connection = server.connect("postgres", "postgres", Map.of());
                Statement statement = connection.createStatement()) {
            for (String command : List.of(commands)) {
                statement.execute(command);
            }
        }
    }
}
