package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient;
import dev.verge.TestServer;
import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.Decision.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The hand of an operator on a running node. */
class OperateTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Path.of("conf"), Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int call(String token) {
        return server.client().get("/me", token).status();
    }

    private static String token() {
        return server.issuer()
                .token(server.issuer()
                        .claims()
                        .put("oid", "a0000000-0000-4000-8000-000000000004")
                        .put("scp", "use")
                        .put("roles", new JsonArray().add("member")));
    }

    /** The look-up of an unknown key would do the same, but no more than once in 30 s. */
    private static void rotate(String keyId) {
        server.issuer().rotate(keyId);
        assertThat(manage("POST", "/keys/refresh").status()).isEqualTo(200);
    }

    private static TestClient.Answer manage(String method, String target) {
        return server.management().send(method, target, Map.of(), null);
    }

    private static String metrics() {
        return server.management().get("/metrics").body().toString();
    }

    private static Decision lastDecision() {
        return (Decision) server.observations().stream()
                .filter(Decision.class::isInstance)
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    @Test
    void evictedKeyIsRefusedAtOnceAndStaysSo() {
        rotate("key-2");
        String token = token();
        assertThat(call(token)).isEqualTo(200);
        JsonObject issuer =
                server.management().get("/keys").json().getJsonArray("issuers").getJsonObject(0);
        assertThat(issuer.getString("name")).isEqualTo("test");
        assertThat(issuer.getString("issuer")).isEqualTo(server.issuer().issuer());
        assertThat(issuer.getJsonArray("keys").stream().map(key -> ((JsonObject) key).getString("state")))
                .containsOnly("listed");

        assertThat(manage("DELETE", "/keys/test/key-2").status()).isEqualTo(204);
        assertThat(call(token)).isEqualTo(401);
        assertThat(lastDecision().reason()).isEqualTo("unknown_key");
        assertThat(manage("POST", "/keys/test/refresh").status()).isEqualTo(200);
        assertThat(call(token())).isEqualTo(401);
        assertThat(server.management().get("/keys").body().toString())
                .contains("{\"kid\":\"key-2\",\"state\":\"evicted\"}");
        assertThat(metrics()).contains("verge_keys_evictions_total{issuer=\"test\"} 1.0");

        rotate("key-3");
        assertThat(call(token())).isEqualTo(200);
    }

    @Test
    void refreshSaysWhyTheIssuerFailed() {
        server.issuer()
                .answerKeys(request -> request.response().setStatusCode(500).end());
        TestClient.Answer answer = manage("POST", "/keys/refresh");
        server.issuer().answerKeysWell();
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.json().getJsonArray("issuers").getJsonObject(0).getString("lastFailure"))
                .isEqualTo("the issuer answered with status 500");
        JsonObject again =
                manage("POST", "/keys/refresh").json().getJsonArray("issuers").getJsonObject(0);
        assertThat(again.getBoolean("refreshed")).isTrue();
        assertThat(again.containsKey("lastFailure")).isFalse();
    }

    @Test
    void everyRequestIsCountedAndDecided() {
        rotate("key-9");
        String token = token();
        assertThat(call(token)).isEqualTo(200);
        assertThat(lastDecision().outcome()).isEqualTo(Outcome.ALLOW);
        assertThat(call(token)).isEqualTo(200);
        assertThat(server.client().get("/users", token).status()).isEqualTo(403);
        assertThat(lastDecision().reason()).isEqualTo("role_missing");
        assertThat(server.client().get("/no/such/path").status()).isEqualTo(404);
        assertThat(server.client()
                        .send(
                                "POST",
                                "/documents",
                                Map.of("Authorization", "Bearer " + token, "Content-Type", "image/png"),
                                io.vertx.core.buffer.Buffer.buffer("x"))
                        .status())
                .isEqualTo(415);
        assertThat(lastDecision().outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(metrics())
                .containsPattern("verge_decisions_total\\{decision=\"allow\",reason=\"granted\"} [2-9]")
                .contains("verge_decisions_total{decision=\"deny\",reason=\"role_missing\"} 1.0")
                .contains(
                        "http_server_request_duration_seconds_count{method=\"GET\",operation=\"listUsers\",status=\"4xx\"} 1\n")
                .contains(
                        "http_server_request_duration_seconds_count{method=\"GET\",operation=\"none\",status=\"4xx\"} 1\n")
                .containsPattern("verge_tokens_lookups_total\\{outcome=\"hit\"} [1-9]")
                .contains("verge_keys_ready{issuer=\"test\"} 1.0\n");
    }
}
