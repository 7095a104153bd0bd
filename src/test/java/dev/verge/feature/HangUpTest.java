package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient;
import dev.verge.TestProcess;
import dev.verge.TestServer;
import dev.verge.testing.Eventually;
import dev.verge.testing.Folders;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that serves, and is told by a signal to read its files again. */
class HangUpTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = TestIssuer.start(vertx);
    private final int port = TestProcess.freePort();
    private final TestClient client = new TestClient(vertx, port);
    private TestProcess process;

    @TempDir
    private Path conf;

    @BeforeEach
    void start() throws IOException {
        Path settings = Folders.copy(Sample.CONF, conf).resolve("verge.yaml");
        Files.writeString(settings, "{}");
        process = TestProcess.serve(
                conf,
                TestDatabase.create(TestServer.sql(Sample.CONF)),
                Map.of(
                        "VERGE_HTTP_PORT",
                        String.valueOf(port),
                        "VERGE_HTTP_DRAIN_DELAY",
                        "0s",
                        "VERGE_LOG_FORMAT",
                        "text",
                        "VERGE_MANAGEMENT_PORT",
                        "0",
                        "VERGE_IDENTITY_ISSUERS_TEST_ISSUER",
                        issuer.issuer(),
                        "VERGE_IDENTITY_ISSUERS_TEST_AUDIENCES",
                        TestIssuer.AUDIENCE));
        process.awaitOutput("API on ");
        process.awaitOutput("keys of test: 1 usable");
    }

    @AfterEach
    void stop() {
        process.close();
        TestServer.await(vertx.close());
    }

    private int status(TestIssuer from) {
        var claims = from.claims().put("oid", Sample.RITA).put("roles", new JsonArray().add("member"));
        return client.get("/me", from.token(claims.put("scp", "access_as_user")))
                .status();
    }

    @Test
    void servesWhatIsGoodAndNamesEveryMistakeOfWhatIsNot() throws IOException {
        Path statement = conf.resolve("sql/getStatus.sql");
        Folders.replace(statement, "not pg_is_in_recovery()", "false");
        process.hangUp();
        Eventually.holds(
                () -> assertThat(client.get("/status").body()).hasToString("{\"status\":\"ok\",\"writable\":false}"));
        Folders.replace(statement, "false", "nothing_that_is_there");
        Files.delete(conf.resolve("sql/getMe.sql"));
        process.hangUp();
        process.awaitOutput("conf refused, the last good one serves on:");
        process.awaitOutput("getMe.sql: the file does not exist");
        process.awaitOutput("getStatus.sql:3: PostgreSQL refuses the statement: column \"nothing_that_is_there\"");
        assertThat(client.get("/status").body()).hasToString("{\"status\":\"ok\",\"writable\":false}");
    }

    @Test
    void trustsAnotherIssuerOnceItsKeysAreThere() throws IOException {
        TestIssuer other = TestIssuer.start(vertx);
        Files.writeString(
                conf.resolve("verge.yaml"),
                "identity: {issuers: {other: {preset: oidc, issuer: '" + other.issuer() + "', audiences: ["
                        + TestIssuer.AUDIENCE + "], scopesClaim: scp}}}");
        other.answerKeys(request -> request.response().setStatusCode(500).end());
        process.hangUp();
        process.awaitOutput("identity.issuers.other: its keys are not to be had: the issuer answered with status 500");
        assertThat(status(other)).isEqualTo(401);
        assertThat(status(issuer)).isEqualTo(200);
        // What could not be told is asked again.
        other.answerWell();
        Eventually.holds(() -> assertThat(status(other)).isEqualTo(200));
        assertThat(status(issuer)).isEqualTo(200);
        Files.writeString(conf.resolve("verge.yaml"), "{}");
        process.hangUp();
        Eventually.holds(() -> assertThat(status(other)).isEqualTo(401));
        assertThat(status(issuer)).isEqualTo(200);
    }
}
