package dev.verge.bench.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;

/** The processes of a PostgreSQL on this machine. */
public final class DatabaseProcess {
    private final String url;
    private final String user;
    private final ProcessHandle server;

    private DatabaseProcess(String url, String user, ProcessHandle server) {
        this.url = url;
        this.user = user;
        this.server = server;
    }

    /** Those of the server at a URL, whose user needs no password: a connection's process is a child of its first. */
    public static DatabaseProcess of(String url, String user) throws SQLException {
        try (Connection connection = connect(url, user);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            boolean ignored = row.next();
            ProcessHandle server = ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow(() -> new SQLException("the database is not on this machine"));
            return new DatabaseProcess(url, user, server);
        }
    }

    /** Processor time so far, of all that still run: measure while the same connections are open. */
    public Duration cpu() {
        return Stream.concat(Stream.of(server), server.children())
                .map(ProcessTimes::cpu)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Runs a statement. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect(url, user);
                Statement statement = connection.createStatement()) {
            boolean ignored = statement.execute(sql);
        }
    }

    private static Connection connect(String url, String user) throws SQLException {
        return DriverManager.getConnection("jdbc:" + url, user, "");
    }
}
