package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.verge.TestClient.Answer;
import dev.verge.auth.token.Reason;
import dev.verge.testing.Futures;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A provider that others wrote (NAV's mock-oauth2-server), with its own discovery, keys, signer and token endpoint. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MockProviderTest {
    private final MockOAuth2Server provider = provider();
    private final GuardedApi api = GuardedApi.live(Map.of(
            "identity.issuers.test.issuer", provider.issuerUrl("shop").toString(),
            "identity.issuers.test.audiences", "shop-api",
            "identity.issuers.test.scopesClaim", "scope"));

    private static MockOAuth2Server provider() {
        var provider = new MockOAuth2Server();
        provider.start();
        return provider;
    }

    @AfterAll
    void stop() {
        api.close();
        provider.shutdown();
    }

    @Test
    void acceptsTokenOfTheProvider() {
        assertThat(get("/any", token("shop", "shop-api", 3_600)).status()).isEqualTo(204);
        assertThat(get("/admin", token("shop", "shop-api", 3_600)).status()).isEqualTo(204);
        assertThat(get("/read", token("shop", "shop-api", 3_600)).status()).isEqualTo(204);
    }

    @Test
    void refusesItsTokensForOthers() {
        assertRefused(token("shop", "another-api", 3_600), Reason.WRONG_AUDIENCE);
        assertRefused(token("blog", "shop-api", 3_600), Reason.WRONG_ISSUER);
        assertRefused(token("shop", "shop-api", -120), Reason.EXPIRED);
    }

    @Test
    void acceptsTokenOfItsTokenEndpoint() {
        String token = clientCredentials();
        Answer answer = get("/admin", token);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(api.decision(answer).token().verified()).isTrue();
    }

    private String token(String issuer, String audience, long seconds) {
        SignedJWT token = provider.issueToken(
                issuer,
                "subject",
                audience,
                Map.of("roles", List.of("admin"), "scope", "read"),
                Duration.ofSeconds(seconds).toSeconds());
        return token.serialize();
    }

    private String clientCredentials() {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(provider.tokenEndpointUrl("shop").toString())
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Authorization", "Basic c2hvcDpzZWNyZXQ=");
        Buffer form = Buffer.buffer("grant_type=client_credentials&scope=shop-api&audience=shop-api");
        HttpClient client = api.vertx.createHttpClient();
        return Futures.result(client.request(options)
                        .compose((HttpClientRequest request) -> request.send(form))
                        .compose(HttpClientResponse::body)
                        .onComplete(done -> Reference.reachabilityFence(client)))
                .toJsonObject()
                .getString("access_token");
    }

    private void assertRefused(String token, Reason reason) {
        Answer answer = get("/any", token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(api.decision(answer).reason()).isEqualTo(reason.code());
    }

    private Answer get(String target, String token) {
        return api.get(target, token);
    }
}
