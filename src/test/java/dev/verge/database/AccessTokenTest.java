package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseLogin;
import dev.verge.config.DatabaseSettings;
import dev.verge.observation.Observation.DatabaseUnreachable;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.Futures;
import dev.verge.testing.StoppableDatabase;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.TokenEndpoint;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes access tokens in place of passwords, as Azure Database for PostgreSQL does. */
class AccessTokenTest {
    /** As long as those of Entra ID. */
    private static final String TOKEN = "t".repeat(2_000);

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path data;

    @TempDir
    private Path secrets;

    private StoppableDatabase server;
    private TokenEndpoint endpoint;
    private DatabaseSettings settings;

    @BeforeEach
    void start() throws Exception {
        server = new StoppableDatabase(data);
        Files.writeString(data.resolve("pg_hba.conf"), """
                host all verge-identity 127.0.0.1/32 password
                host all all 127.0.0.1/32 trust
                """);
        TestDatabase.execute(
                server.settings(),
                "select pg_reload_conf()",
                "create role \"verge-identity\" login password '" + TOKEN + "'");
        endpoint = TokenEndpoint.start(vertx);
        endpoint.gives(TOKEN, 3600);
        Path file = Files.writeString(secrets.resolve("token"), "the pod's token");
        settings = DatabaseVariant.with(
                server.settings(), new DatabaseLogin("verge-identity", null, null, endpoint.settings(file)));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        Futures.result(vertx.close());
    }

    @Test
    void everyConnectionOfTheProcessLogsInWithOneToken() {
        try (var fixture = new DatabaseFixture(settings, new Database.Share(4, 2, 10))) {
            assertThat(fixture.value("select current_user")).isEqualTo("\"verge-identity\"");
            assertThat(endpoint.requests()).hasSize(1);
        }
    }

    @Test
    void aDirectoryThatGivesNoneIsNamedAndAskedAgain() {
        endpoint.says(400, "{\"error\": \"unauthorized_client\", \"error_description\": \"AADSTS700016: no\"}");
        try (var fixture = new DatabaseFixture(settings)) {
            assertThat(fixture.observed(DatabaseUnreachable.class))
                    .contains(new DatabaseUnreachable("Microsoft Entra ID gives no access token for the database:"
                            + " unauthorized_client, AADSTS700016 (database.workloadIdentity)"));
            endpoint.gives(TOKEN, 3600);
            Eventually.holds(
                    () -> assertThat(fixture.await(fixture.database()::ping)).isNull());
        }
    }
}
