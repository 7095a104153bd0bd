package dev.verge.testing;

import dev.verge.config.DatabaseLogin;
import dev.verge.config.DatabaseServers;
import dev.verge.config.DatabaseServers.Target;
import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy;
import dev.verge.config.DatabaseTls;
import dev.verge.config.LaneSettings;
import dev.verge.config.SessionSettings;
import dev.verge.development.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One real PostgreSQL for all tests: in a container where an engine answers, embedded where none does. It ends with the
 * Java machine.
 */
public final class TestDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String engine;
    private final String host;
    private final int port;
    private final String user;
    private final String password;

    private TestDatabase(String engine, String host, int port, String user, String password) {
        this.engine = engine;
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        System.out.println("Tests run on " + engine);
    }

    /** Makes a database of its own with this schema; the user may do everything. */
    public static DatabaseSettings create(String... schema) {
        return Shared.SERVER.createDatabase(schema);
    }

    /** What the tests run on. */
    public static String engine() {
        return Shared.SERVER.engine;
    }

    static DatabaseSettings settings(String host, int port, String database, String user, String password) {
        return new DatabaseSettings(
                new DatabaseServers(List.of(new DatabaseServers.Host(host, port)), database, Target.ANY, false),
                new DatabaseLogin(user, password, null, null),
                new DatabaseTls(DatabaseTls.Mode.OFF, null, null, null, null),
                new DatabaseTenancy(DatabaseTenancy.Pooler.NONE, 1, "verge"),
                new LaneSettings(10, 0, 0, 256, 100, Duration.ofSeconds(1), Duration.ofMinutes(30), 8 << 20),
                new SessionSettings(false, null, null, null),
                Duration.ofSeconds(5),
                null);
    }

    private DatabaseSettings createDatabase(String... schema) {
        String name = "test" + NUMBER.incrementAndGet();
        DatabaseSettings maintenance = settings(host, port, "postgres", user, password);
        execute(maintenance, "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
        DatabaseSettings created = settings(host, port, name, user, password);
        execute(created, schema);
        return created;
    }

    /** Runs statements. */
    public static void execute(DatabaseSettings database, String... statements) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of a query's rows, as text. */
    public static List<String> query(DatabaseSettings database, String sql) {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect(DatabaseSettings database) throws SQLException {
        return DriverManager.getConnection("jdbc:" + database.url(), database.user(), database.password());
    }

    private static TestDatabase start() {
        if (mayHaveEngine() && DockerClientFactory.instance().isDockerAvailable()) {
            try {
                return container();
            } catch (RuntimeException e) {
                System.out.println("The container engine answers but starts no PostgreSQL: " + e.getMessage());
            }
        }
        return embedded();
    }

    /** Testcontainers itself takes long and many words to find out that there is none. */
    private static boolean mayHaveEngine() {
        String socket = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        return !socket.startsWith("unix:")
                || Files.exists(Path.of(URI.create(socket).getPath()));
    }

    private static TestDatabase container() {
        var container = new PostgreSQLContainer("postgres:17-alpine").withDatabaseName("postgres");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return new TestDatabase(
                "postgres:17-alpine in a container (Testcontainers)",
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }

    private static TestDatabase embedded() {
        try {
            EmbeddedServer server = EmbeddedServer.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return new TestDatabase("embedded PostgreSQL", "127.0.0.1", server.port(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started when a test first asks. */
    private static final class Shared {
        private static final TestDatabase SERVER = start();
    }
}
