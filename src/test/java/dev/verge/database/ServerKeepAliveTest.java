package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseSettings;
import dev.verge.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** How soon the server notices that a node is gone without a word. */
class ServerKeepAliveTest {
    private static final String LIMITS = "select current_setting('tcp_keepalives_idle') || ' '"
            + " || current_setting('tcp_keepalives_interval') || ' ' || current_setting('tcp_keepalives_count') || ' '"
            + " || current_setting('tcp_user_timeout')";

    private final DatabaseSettings settings = TestDatabase.create();

    @Test
    void isWithinSeconds() {
        try (var fixture = new DatabaseFixture(settings)) {
            assertThat(fixture.value(LIMITS)).isEqualTo("\"4 2 3 10000\"");
        }
    }

    @Test
    void isWhatTheOperatorHasSet() {
        TestDatabase.execute(
                settings,
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET tcp_keepalives_idle = 77', current_database()); END $$");
        try (var fixture = new DatabaseFixture(settings)) {
            assertThat(fixture.value(LIMITS)).isEqualTo("\"77 2 3 10000\"");
        }
    }
}
