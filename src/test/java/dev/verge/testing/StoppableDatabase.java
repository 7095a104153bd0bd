package dev.verge.testing;

import dev.verge.config.DatabaseSettings;
import dev.verge.development.PostgresBinaries;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An embedded PostgreSQL of a test's own that goes down and comes back at the same port with the same data. */
public final class StoppableDatabase implements AutoCloseable {
    private final Path directory;
    private final Map<String, String> configuration;
    private EmbeddedPostgres server;
    private int port;

    /** Starts it with its data in a directory that the test removes. */
    public StoppableDatabase(Path directory) throws IOException {
        this(directory, Map.of());
    }

    /** The same with settings of the server. */
    public StoppableDatabase(Path directory, Map<String, String> configuration) throws IOException {
        this.directory = directory;
        this.configuration = configuration;
        start();
    }

    /** Where it is, running or not. */
    public DatabaseSettings settings() {
        return TestDatabase.settings("127.0.0.1", port, "postgres", "postgres", "postgres");
    }

    /** Starts it again. */
    public void start() throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(PostgresBinaries.folder().toFile())
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                // What is acknowledged survives a kill; embedded servers are not so careful.
                .setServerConfig("synchronous_commit", "on");
        configuration.forEach(builder::setServerConfig);
        if (port != 0) {
            builder.setPort(port);
        }
        server = builder.start();
        port = server.getPort();
    }

    /** Kills it as a failing machine would; {@link #stop} before it is started again. */
    public void kill() throws IOException {
        String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
        ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Stops it, ending every connection. */
    public void stop() throws IOException {
        server.close();
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
