package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.token.Reason;
import dev.verge.testing.Futures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** npm's oidc-provider: its JWT access tokens (RFC 9068), and a rotation of its keys. */
@Tag("identity-providers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcProviderTest {
    private static final String API = "https://api.example.com/v1";

    private final ProviderClient provider = new ProviderClient("http://127.0.0.1:" + freePort());
    private Process process;
    private GuardedApi api;

    @BeforeAll
    void start() {
        process = NodePrograms.start("provider.mjs", provider.port());
        provider.await("/.well-known/openid-configuration");
        api = GuardedApi.live(Map.of(
                "identity.issuers.test.issuer",
                provider.issuer(),
                "identity.issuers.test.audiences",
                API,
                "identity.issuers.test.scopesClaim",
                "scope"));
    }

    @AfterAll
    void stop() {
        if (api != null) {
            api.close();
        }
        if (process != null) {
            process.destroy();
        }
    }

    @Test
    void acceptsTokensAcrossRotationAndRefusesThoseOfKeysThatAreGone() {
        String first = token(API, "read");
        assertThat(api.get("/read", first).status()).isEqualTo(204);
        assertThat(api.get("/apps", first).status())
                .as("the application is the subject")
                .isEqualTo(204);
        assertThat(api.get("/users", first).status()).isEqualTo(403);
        provider.post("/rotate", Map.of(), "");
        String second = token(API, "read");
        assertThat(api.get("/read", second).status()).isEqualTo(204);
        assertThat(api.get("/read", first).status()).isEqualTo(204);
        provider.post("/forget", Map.of(), "");
        for (int i = 0; i < 4; i++) {
            api.letKeysAge(Duration.ofMinutes(6));
            Futures.result(api.keys("test").refresh());
        }
        assertThat(api.get("/read", second).status()).isEqualTo(204);
        var refused = api.get("/read", first);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(api.decision(refused).reason()).isEqualTo(Reason.UNKNOWN_KEY.code());
    }

    @Test
    void refusesTokensForOthersAndWithoutScope() {
        var other = api.get("/read", token("https://other.example.com", "read"));
        assertThat(api.decision(other).reason()).isEqualTo(Reason.WRONG_AUDIENCE.code());
        var write = api.get("/read", token(API, "write"));
        assertThat(write.status()).isEqualTo(403);
        assertThat(api.decision(write).reason()).isEqualTo(Reason.SCOPE_MISSING.code());
    }

    private String token(String resource, String scope) {
        return provider.token(
                "/token",
                "grant_type=client_credentials&client_id=shop&client_secret=secret&scope=" + scope + "&resource="
                        + resource,
                "access_token");
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
