package dev.verge.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class KeysRoutesTest {
    private final List<String> evicted = new ArrayList<>();
    private final List<String> refreshed = new ArrayList<>();
    private PrivatePort port;
    private Future<Void> answer = Future.succeededFuture();

    @BeforeEach
    void start(Vertx vertx) {
        port = new PrivatePort(
                vertx,
                "127.0.0.1",
                null,
                List.of(
                        issuer("entra", "https://a/v2.0"),
                        issuer("entra", "https://a/"),
                        issuer("other", "https://b")));
    }

    private IssuerKeys issuer(String name, String issuer) {
        return new IssuerKeys(
                name,
                issuer,
                KeysRoutesTest::report,
                () -> {
                    refreshed.add(issuer);
                    return issuer.equals("https://b") ? answer : Future.succeededFuture();
                },
                keyId -> {
                    evicted.add(issuer + " " + keyId);
                    return Future.succeededFuture();
                });
    }

    private static KeysReport report() {
        return new KeysReport(
                true,
                Duration.ofMinutes(5),
                "the issuer answered with status 500",
                List.of(
                        new KeyReport("k1", "RS256", "listed", Duration.ofHours(2), Duration.ofMinutes(5)),
                        new KeyReport("k2", null, "evicted", Duration.ZERO, Duration.ZERO)));
    }

    @Test
    void listsEveryIssuerWithItsKeys() {
        var answer = port.get("/keys");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().getJsonArray("issuers")).hasSize(3);
        assertThat(answer.json().getJsonArray("issuers").getJsonObject(0)).isEqualTo(new JsonObject("""
                                {"name": "entra", "issuer": "https://a/v2.0", "ready": true, "ageSeconds": 300,
                                 "lastFailure": "the issuer answered with status 500",
                                 "keys": [{"kid": "k1", "state": "listed", "alg": "RS256",
                                           "ageSeconds": 7200, "lastSeenSeconds": 300},
                                          {"kid": "k2", "state": "evicted"}]}"""));
        assertThat(port.send("HEAD", "/keys", Map.of()).body()).isEmpty();
    }

    @Test
    void refreshesEveryIssuerOrThoseOfOneName() {
        assertThat(port.send("POST", "/keys/refresh", Map.of()).status()).isEqualTo(200);
        assertThat(refreshed).containsExactly("https://a/v2.0", "https://a/", "https://b");
        refreshed.clear();
        var answer = port.send("POST", "/keys/entra/refresh", Map.of());
        assertThat(answer.json().getJsonArray("issuers")).hasSize(2);
        assertThat(answer.json().getJsonArray("issuers").getJsonObject(1).getBoolean("refreshed"))
                .isTrue();
        assertThat(refreshed).containsExactly("https://a/v2.0", "https://a/");
    }

    @Test
    void saysWhichIssuerFailedAndWhy() {
        answer = Future.failedFuture(new IllegalStateException("secret"));
        var answer = port.send("POST", "/keys/refresh", Map.of());
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonObject failed = answer.json().getJsonArray("issuers").getJsonObject(2);
        assertThat(failed.getBoolean("refreshed")).isFalse();
        assertThat(failed.getString("lastFailure")).isEqualTo("the issuer answered with status 500");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "k1, k1",
        "a%2Fb, a/b",
        "a%252Fb, a%2Fb",
        "a+b, a+b",
        "a%20b, 'a b'",
        "%41, A",
        "a=b-c_d, a=b-c_d",
        "refresh, refresh",
        "%C3%A9, \u00e9"
    })
    void evictsKeyOfIdThatIsDecodedOnce(String segment, String keyId) {
        var answer = port.send("DELETE", "/keys/entra/" + segment, Map.of());
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(evicted).containsExactly("https://a/v2.0 " + keyId, "https://a/ " + keyId);
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThat(port.send("DELETE", "/keys/unknown/k1", Map.of()).status()).isEqualTo(404);
        assertThat(port.send("POST", "/keys/unknown/refresh", Map.of()).status())
                .isEqualTo(404);
        assertThat(port.send("DELETE", "/keys/entra/" + "k".repeat(257), Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(port.send("DELETE", "/keys/entra/%ZZ", Map.of()).status()).isEqualTo(400);
        assertThat(port.get("/keys/entra/k1/more").status()).isEqualTo(404);
        assertThat(evicted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /keys, 'GET, HEAD'",
        "GET, /keys/refresh, POST",
        "GET, /keys/entra/refresh, 'POST, DELETE'",
        "GET, /keys/entra/k1, DELETE",
        "POST, /metrics, 'GET, HEAD'"
    })
    void saysWhichMethodsThereAre(String method, String path, String allowed) {
        var answer = port.send(method, path, Map.of());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }
}
