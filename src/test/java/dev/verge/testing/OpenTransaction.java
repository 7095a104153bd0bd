package dev.verge.testing;

import dev.verge.config.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;

/** A transaction of a test's own that stays open, so that what it locks holds requests up until it is closed. */
public final class OpenTransaction implements AutoCloseable {
    private static final String WAITING =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private final DatabaseSettings database;
    private final Connection connection;

    private OpenTransaction(DatabaseSettings database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /** Begins a transaction and runs a statement in it. */
    public static OpenTransaction begin(DatabaseSettings database, String sql) throws SQLException {
        Connection connection = TestDatabase.connect(database);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return new OpenTransaction(database, connection);
    }

    /** Returns when so many statements of others wait for locks. */
    public void awaitWaiting(int statements) {
        Eventually.holds(() -> {
            String waiting = TestDatabase.query(database, WAITING).get(0);
            if (Integer.parseInt(waiting) < statements) {
                throw new AssertionError(waiting + " statements wait (expected: " + statements + ")");
            }
        });
    }

    /** Rolls back; a second time does nothing. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.close();
        }
    }
}
