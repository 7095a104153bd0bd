package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.token.Reason;
import dev.verge.testing.Futures;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keycloak, as its makers distribute it, with a realm, an application of its own and a real rotation of keys. */
@Tag("identity-providers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakTest {
    private static final Path UNPACKED = Path.of("target/keycloak");

    private final ProviderClient keycloak = new ProviderClient("http://127.0.0.1:" + OidcProviderTest.freePort());
    private Process process;
    private GuardedApi api;

    @BeforeAll
    void start() throws IOException {
        process = launch();
        keycloak.await("/realms/shop/.well-known/openid-configuration");
        api = GuardedApi.live(Map.of(
                "identity.issuers.test.issuer", keycloak.issuer() + "/realms/shop",
                "identity.issuers.test.audiences", "shop-api",
                "identity.issuers.test.scopesClaim", "scope",
                "identity.issuers.test.rolesClaim", "/realm_access/roles"));
    }

    private Process launch() throws IOException {
        Path home = Files.list(UNPACKED).filter(Files::isDirectory).findFirst().orElseThrow();
        Path imported = Files.createDirectories(home.resolve("data/import")).resolve("shop-realm.json");
        Files.copy(
                Path.of("src/test/resources/identity/keycloak/shop-realm.json"),
                imported,
                StandardCopyOption.REPLACE_EXISTING);
        Path script = home.resolve("bin/kc.sh");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        var builder = new ProcessBuilder(
                        script.toAbsolutePath().toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + keycloak.port(),
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(UNPACKED.resolve("keycloak.log").toFile());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    @AfterAll
    void stop() {
        if (api != null) {
            api.close();
        }
        // The script has a Java process of its own below it, which must not outlive the tests.
        Stream.concat(process.descendants().toList().stream(), Stream.of(process.toHandle()))
                .forEach(part -> {
                    boolean ignored = part.destroyForcibly();
                    part.onExit().join();
                });
    }

    @Test
    void acceptsAccessTokensOfUsersAndApplications() {
        assertThat(api.get("/admin", user("access_token")).status()).isEqualTo(204);
        assertThat(api.get("/users", user("access_token")).status()).isEqualTo(204);
        assertThat(api.get("/admin", application("shop")).status()).isEqualTo(204);
        assertThat(api.get("/apps", application("worker")).status())
                .as("says idtyp")
                .isEqualTo(204);
        assertThat(api.get("/users", application("worker")).status()).isEqualTo(403);
    }

    @Test
    void refusesItsOtherTokens() {
        assertRefused(user("id_token"), Reason.NOT_AN_ACCESS_TOKEN, Reason.WRONG_AUDIENCE);
        assertRefused(user("refresh_token"), Reason.ALGORITHM_NOT_ALLOWED);
        String foreign = keycloak.token(
                "/realms/master/protocol/openid-connect/token",
                "grant_type=password&client_id=admin-cli&username=admin&password=admin",
                "access_token");
        assertRefused(foreign, Reason.WRONG_ISSUER);
    }

    @Test
    void followsRotationOfKeys() {
        String first = application("shop");
        assertThat(api.get("/admin", first).status()).isEqualTo(204);
        String old = activeKey();
        addKey();
        assertThat(activeKey()).isNotEqualTo(old);
        String second = application("shop");
        assertThat(api.get("/admin", second).status())
                .as("in the first request")
                .isEqualTo(204);
        assertThat(api.get("/admin", first).status()).isEqualTo(204);
        removeKey(old);
        for (int i = 0; i < 4; i++) {
            api.letKeysAge(Duration.ofMinutes(6));
            Futures.result(api.keys("test").refresh());
        }
        assertRefused(first, Reason.UNKNOWN_KEY);
        assertThat(api.get("/admin", second).status()).isEqualTo(204);
    }

    private void assertRefused(String token, Reason... reasons) {
        var answer = api.get("/admin", token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(api.decision(answer).reason())
                .isIn(List.of(reasons).stream().map(Reason::code).toList());
    }

    private String user(String member) {
        return keycloak.token(
                "/realms/shop/protocol/openid-connect/token",
                "grant_type=password&client_id=shop&client_secret=secret&username=ada&password=password&scope=openid",
                member);
    }

    private String application(String client) {
        return keycloak.token(
                "/realms/shop/protocol/openid-connect/token",
                "grant_type=client_credentials&client_secret=secret&client_id=" + client,
                "access_token");
    }

    private String activeKey() {
        var keys = new JsonObject(administer("GET", "/keys", "").body());
        return keys.getJsonObject("active").getString("RS256");
    }

    /** A new key of higher priority signs from now on; the old one is still listed. */
    private void addKey() {
        String realm = new JsonObject(administer("GET", "", "").body()).getString("id");
        var config = new JsonObject()
                .put("priority", new JsonArray().add("200"))
                .put("algorithm", new JsonArray().add("RS256"))
                .put("keySize", new JsonArray().add("2048"))
                .put("enabled", new JsonArray().add("true"))
                .put("active", new JsonArray().add("true"));
        var component = new JsonObject()
                .put("name", "next")
                .put("providerId", "rsa-generated")
                .put("providerType", "org.keycloak.keys.KeyProvider")
                .put("parentId", realm)
                .put("config", config);
        assertThat(administer("POST", "/components", component.encode()).statusCode())
                .isEqualTo(201);
    }

    private void removeKey(String id) {
        var keys = new JsonObject(administer("GET", "/keys", "").body()).getJsonArray("keys");
        String provider = keys.stream()
                .map(JsonObject.class::cast)
                .filter(key -> id.equals(key.getString("kid")))
                .findFirst()
                .orElseThrow()
                .getString("providerId");
        assertThat(administer("DELETE", "/components/" + provider, "").statusCode())
                .isEqualTo(204);
    }

    private HttpResponse<String> administer(String method, String path, String body) {
        String token = keycloak.token(
                "/realms/master/protocol/openid-connect/token",
                "grant_type=password&client_id=admin-cli&username=admin&password=admin",
                "access_token");
        var fields = Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
        return keycloak.send("/admin/realms/shop" + path, fields, method, body);
    }
}
