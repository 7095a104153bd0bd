package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verge.config.DatabaseLogin;
import dev.verge.config.DatabaseSettings;
import dev.verge.observation.Observation.DatabaseUnreachable;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.StoppableDatabase;
import dev.verge.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that is replaced while the node runs. */
class PasswordFileTest {
    @TempDir
    private Path data;

    @TempDir
    private Path secrets;

    private StoppableDatabase server;
    private DatabaseSettings settings;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        server = new StoppableDatabase(data);
        Files.writeString(data.resolve("pg_hba.conf"), """
                host all rotating 127.0.0.1/32 scram-sha-256
                host all all 127.0.0.1/32 trust
                """);
        administer("select pg_reload_conf()", "create role rotating login password 'one'");
        file = Files.writeString(secrets.resolve("password"), "one\n");
        settings = DatabaseVariant.with(server.settings(), new DatabaseLogin("rotating", null, file.toString(), null));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void eachConnectionUsesThePasswordOfItsTime() throws Exception {
        try (var fixture = new DatabaseFixture(settings)) {
            assertThat(fixture.value("select current_user")).isEqualTo("\"rotating\"");
            administer(
                    "alter role rotating password 'two'",
                    "select pg_terminate_backend(pid) from pg_stat_activity" + " where usename = 'rotating'");
            Eventually.holds(() -> assertThat(fixture.observed(DatabaseUnreachable.class))
                    .contains(new DatabaseUnreachable(
                            "the server does not accept the user, its password or its certificate")));
            Files.writeString(file, "two");
            Eventually.holds(
                    () -> assertThat(fixture.await(fixture.database()::ping)).isNull());
        }
    }

    @Test
    void aFileThatIsGoneIsNamed() throws Exception {
        Files.delete(file);
        try (var fixture = new DatabaseFixture(settings)) {
            assertThat(catchThrowable(() -> fixture.await(fixture.database()::ping)))
                    .hasMessageContaining("the password cannot be read from " + file + " (database.passwordFile)");
        }
    }

    private void administer(String... statements) {
        TestDatabase.execute(server.settings(), statements);
    }
}
