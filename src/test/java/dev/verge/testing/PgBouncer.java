package dev.verge.testing;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy.Pooler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine's own PgBouncer in front of a database, giving each transaction another of few connections. */
public final class PgBouncer implements AutoCloseable {
    private static final Pattern VERSION = Pattern.compile("PgBouncer 1\\.(\\d+)");

    private final DatabaseSettings database;
    private final Path directory;
    private final int port;
    private Process process;

    /**
     * Starts it with its files in a directory that the test removes.
     *
     * @param connections how many connections of the server it shares
     */
    public PgBouncer(DatabaseSettings database, Path directory, int connections) throws Exception {
        this(database, directory, connections, preparesStatements());
    }

    /** As above, with prepared statements or without, where its version knows them. */
    public PgBouncer(DatabaseSettings database, Path directory, int connections, boolean prepares) throws Exception {
        this.database = database;
        this.directory = directory;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        configure(connections, prepares ? 200 : 0);
        start();
    }

    /** Where it is installed, if it is. */
    public static Optional<Path> installed() {
        // Debian's stands where other users than root do not look.
        String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether it is installed and knows prepared statements. */
    public static boolean preparesStatements() throws Exception {
        return isVersion(21);
    }

    /** Whether it is installed, in this version or a newer one: 21 is 1.21. */
    public static boolean isVersion(int minor) throws Exception {
        if (installed().isEmpty()) {
            return false;
        }
        var asked = new ProcessBuilder(installed().get().toString(), "--version").start();
        var version = VERSION.matcher(new String(asked.getInputStream().readAllBytes()));
        return version.find() && Integer.parseInt(version.group(1)) >= minor;
    }

    /** The database as it is reached through here. */
    public DatabaseSettings settings(Pooler pooler) {
        return DatabaseVariant.with(DatabaseVariant.at(database, "127.0.0.1", port), pooler);
    }

    /** Starts it, again after a {@link #stop}. */
    public void start() throws Exception {
        process = new ProcessBuilder(
                        installed().orElseThrow().toString(),
                        directory.resolve("pgbouncer.ini").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Eventually.holds(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    /** What runs, for a test that sends it a signal. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends it at once, and with it every connection through it. */
    public void stop() throws Exception {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** What it does not know at the start of a connection it refuses, as it does unless told otherwise. */
    private void configure(int connections, int statements) throws Exception {
        URI url = URI.create(database.url());
        String ini = String.join(
                "\n",
                "[databases]",
                "* = host=" + url.getHost() + " port=" + url.getPort(),
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                isRoot() ? "user = nobody" : "",
                "auth_type = scram-sha-256",
                "auth_file = " + directory.resolve("users"),
                "pool_mode = transaction",
                "default_pool_size = " + connections,
                "max_client_conn = 100",
                preparesStatements() ? "max_prepared_statements = " + statements : "");
        Files.writeString(directory.resolve("pgbouncer.ini"), ini + "\n");
        Files.writeString(directory.resolve("users"), "\"" + database.user() + "\" \"" + database.password() + "\"\n");
        // It leaves root for a user who must read these, too.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
    }

    private static boolean isRoot() throws IOException {
        try (InputStream id = new ProcessBuilder("id", "-u").start().getInputStream()) {
            return new String(id.readAllBytes()).strip().equals("0");
        }
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
