package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.observation.Observation.ChangeRefused;
import dev.verge.testing.Folders;
import dev.verge.testing.TestIssuer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changed settings of a node that serves: some take effect, the others are refused with all that stands beside them. */
class SettingsReloadTest {
    @TempDir
    private Path conf;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        Path ignored = Folders.copy(Sample.CONF, conf);
        settings("{}");
        server = TestServer.start(conf, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void settings(String text) throws IOException {
        Files.writeString(conf.resolve("verge.yaml"), text);
    }

    private int status(String token) {
        return server.client().get("/me", token).status();
    }

    private static String token(TestIssuer issuer) {
        return issuer.token(issuer.claims()
                .put("oid", Sample.RITA)
                .put("scp", "access_as_user")
                .put("roles", new JsonArray().add("member")));
    }

    private List<String> mistakes() {
        return server.observations().stream()
                .filter(ChangeRefused.class::isInstance)
                .map(refused -> ((ChangeRefused) refused).mistakes())
                .reduce((earlier, later) -> later)
                .orElse(List.of());
    }

    private int post() {
        var headers = Map.of("Authorization", "Bearer " + token(server.issuer()), "Content-Type", "application/json");
        return server.client()
                .send("POST", "/documents", headers, Buffer.buffer("{\"a-name-of-some-length\": 1}"))
                .status();
    }

    @Test
    void changesLimits() throws IOException {
        assertThat(post()).isEqualTo(400);
        assertThat(server.client().get("/status?x").status()).isEqualTo(400);
        settings("http: {maxBodySize: 10, unknownQueryParameters: allow}");
        assertThat(server.reload()).isTrue();
        assertThat(post()).isEqualTo(413);
        assertThat(server.client().get("/status?x").status()).isEqualTo(200);
    }

    @Test
    void refusesWhatTakesARestartWithAllThatStandsBesideIt() throws IOException {
        settings("http: {maxBodySize: 10, idleTimeout: 2m}\ndatabase: {depth: 7}\ndeadline: {standrad: 5s}\n");
        assertThat(server.reload()).isFalse();
        assertThat(mistakes())
                .hasSize(3)
                .anyMatch(mistake -> mistake.endsWith(
                        "verge.yaml:1 #/http/idleTimeout: http.idleTimeout: changed (expected: what the node was started"
                                + " with; it takes a restart to change it)"))
                .anyMatch(mistake -> mistake.contains("verge.yaml:2 #/database/depth: database.depth: changed"))
                .anyMatch(mistake -> mistake.contains("deadline.standrad is not known"));
        assertThat(post()).isEqualTo(400);
        assertThat(server.management().get("/ready").body().toString())
                .contains("{\"name\":\"contract\",\"status\":\"up\",\"reason\":\"change refused: conf, 3 mistakes\"}");
        settings("http: {idleTimeout: 75s, maxBodySize: 10}");
        assertThat(server.reload()).isTrue();
        assertThat(post()).isEqualTo(413);
        assertThat(server.management().get("/ready").body().toString())
                .contains("{\"name\":\"contract\",\"status\":\"up\"}");
    }

    /** What an operator refuses stays refused, whatever else changes. */
    @Test
    void keepsKeysRefused() throws IOException {
        server.issuer().rotate("leaked");
        String token = token(server.issuer());
        assertThat(status(token)).isEqualTo(200);
        assertThat(server.management()
                        .send("DELETE", "/keys/test/leaked", Map.of(), null)
                        .status())
                .isEqualTo(204);
        int fetches = server.issuer().fetches();
        settings("identity: {leeway: 2m}");
        assertThat(server.reload()).isTrue();
        assertThat(status(token)).isEqualTo(401);
        assertThat(server.issuer().fetches()).isEqualTo(fetches);
    }
}
