package dev.verge.development;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.Authenticator;
import dev.verge.auth.Identity;
import dev.verge.auth.token.Caller;
import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalIssuerTest {
    private static final SampleCaller ADA = new SampleCaller(
            "ada", "a0000000-0000-4000-8000-000000000001", List.of("admin"), List.of(), "GET /users", null);

    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(vertx);
    private final LocalIssuer issuer = Futures.result(LocalIssuer.start(vertx, 0, Clock.systemUTC(), List.of(ADA)));
    private final IdentitySettings settings = TestIssuer.settings(new IssuerSettings(
            "local",
            TokenDialect.ENTRA_V2,
            issuer.issuer(),
            List.of(LocalIssuer.TENANT),
            issuer.issuer() + "/.well-known/openid-configuration",
            List.of(LocalIssuer.AUDIENCE),
            List.of("RS256"),
            "roles",
            "scp"));
    private final Identity identity =
            new Identity(vertx, settings, observation -> {}, System::nanoTime, Clock.systemUTC());
    private final Authenticator authenticator = identity.authenticator();

    @AfterEach
    void stop() {
        Futures.result(identity.close());
        Futures.result(vertx.close());
    }

    @Test
    void mintsTokensThatAreAcceptedAlsoRightAfterRotation() {
        Futures.result(identity.start());
        Caller ada = Futures.result(authenticator.authenticate(List.of("Bearer " + tokenOfAda())));
        assertThat(ada.roles()).containsExactly("admin");
        assertThat(ada.objectId()).isEqualTo(ADA.oid());
        assertThat(ada.scopes()).containsExactly("access_as_user");
        var rotated = Futures.result(client.postAbs(issuer.url() + "/rotate").send());
        assertThat(rotated.statusCode()).isEqualTo(204);
        assertThat(Futures.result(authenticator.authenticate(List.of("Bearer " + tokenOfAda())))
                        .objectId())
                .isEqualTo(ADA.oid());
    }

    @Test
    void mintsTokensByForm() {
        Futures.result(identity.start());
        var form = MultiMap.caseInsensitiveMultiMap()
                .add("role", "a")
                .add("role", "b")
                .add("kind", "app");
        var answer = Futures.result(client.postAbs(issuer.url() + "/token").sendForm(form))
                .bodyAsJsonObject();
        Caller caller =
                Futures.result(authenticator.authenticate(List.of("Bearer " + answer.getString("access_token"))));
        assertThat(caller.roles()).containsExactlyInAnyOrder("a", "b");
        assertThat(caller.claims().getString("idtyp")).isEqualTo("app");
    }

    /** As the JDK's client asks when nothing else is said: HTTP/2 has no Host field. */
    @Test
    void mintsTokensForClientsThatUpgradeToHttp2() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("role=member"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("access_token")).contains(".");
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        var form = MultiMap.caseInsensitiveMultiMap().add("oid", "1-1-1-1-1");
        var answer = Futures.result(client.postAbs(issuer.url() + "/token").sendForm(form));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsJsonObject().getString("error_description")).startsWith("oid: 1-1-1-1-1 (expected: ");
    }

    @Test
    void namesTheKnownCallersToWhoAsksForAnother() {
        var answer =
                Futures.result(client.getAbs(issuer.url() + "/token/nobody").send());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.bodyAsString()).contains("ada");
    }

    @Test
    void givesNothingToPagesOfBrowsers() {
        for (String[] header : new String[][] {{"Origin", "http://evil.example"}, {"Host", "evil.example"}}) {
            var request = client.getAbs(issuer.tokenUrl(ADA)).putHeader(header[0], header[1]);
            assertThat(Futures.result(request.send()).statusCode()).isEqualTo(403);
        }
    }

    private String tokenOfAda() {
        return Futures.result(client.getAbs(issuer.tokenUrl(ADA)).send()).bodyAsString();
    }
}
