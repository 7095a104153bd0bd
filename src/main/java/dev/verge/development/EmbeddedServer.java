package dev.verge.development;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL server on a free port of 127.0.0.1, with nothing installed. It ends with this process, however that
 * ends.
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final int LINES = 5;

    private final EmbeddedPostgres postgres;
    private final PostgresGuard guard;

    private EmbeddedServer(EmbeddedPostgres postgres, PostgresGuard guard) {
        this.postgres = postgres;
        this.guard = guard;
    }

    /** Starts one without data; blocks for seconds. Fails with what PostgreSQL says about it. */
    public static EmbeddedServer start() throws IOException {
        Path folder = Files.createTempDirectory("verge-postgres-");
        Path log = folder.resolve("log");
        PostgresGuard guard = PostgresGuard.over(folder);
        try {
            return new EmbeddedServer(builder(folder.resolve("data"), log).start(), guard);
        } catch (IOException | RuntimeException e) {
            String reasons = reasons(log, e);
            guard.close();
            throw new IOException("The embedded PostgreSQL does not start:\n  " + reasons, e);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path data, Path log) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(PostgresBinaries.folder().toFile())
                .setDataDirectory(data)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                // The same everywhere, whatever languages a machine knows.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off");
    }

    private static String reasons(Path log, Exception failure) throws IOException {
        List<String> lines =
                Files.exists(log) ? Files.readAllLines(log) : List.of(String.valueOf(failure.getMessage()));
        return String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    /** The port. */
    public int port() {
        return postgres.getPort();
    }

    /** Connects as a role that needs no password; {@code postgres} may do everything. */
    Connection connect(String user, String database, Map<String, String> properties) throws SQLException {
        return postgres.getDatabase(user, database, properties).getConnection();
    }

    /** Stops the server and removes its files; blocks. A second call does nothing. */
    @Override
    public void close() {
        try (guard) {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not stop", e);
        }
    }
}
