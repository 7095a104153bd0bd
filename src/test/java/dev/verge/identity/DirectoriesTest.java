package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.auth.token.Reason;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directories of Entra ID as the preset sets them up: both versions of their tokens, and many tenants at once. */
class DirectoriesTest {
    private static final String OTHER = Issuers.OTHER_TENANT;
    private static final String URI = "api://" + GuardedApi.CLIENT;

    private GuardedApi api;

    @AfterEach
    void stop() {
        api.close();
    }

    /** Row 83: what aud may be depends on the version. */
    @ParameterizedTest(name = "83 aud {1} in version {0}")
    @CsvSource({
        "1.0, client, 204", "1.0, uri, 204", "1.0, uri/, 204", "1.0, client/, 204", "1.0, uri//, 401", "1.0, URI, 401",
        "1.0, other, 401", "2.0, client, 204", "2.0, uri, 401", "2.0, uri/, 401", "2.0, client/, 401", "2.0, other, 401"
    })
    void acceptsTheAudiencesOfTheVersion(String version, String audience, int status) {
        serve(Map.of("identity.issuers.entra.tenant", GuardedApi.TENANT, "identity.issuers.entra.versions", "v1, v2"));
        String value = audience.replace("client", GuardedApi.CLIENT)
                .replace("uri", URI)
                .replace("URI", URI.toUpperCase());
        Answer answer = get(token(version, GuardedApi.TENANT, claims -> claims.put("aud", value)));
        assertThat(answer.status()).isEqualTo(status);
        if (status == 401) {
            assertThat(api.decision(answer).reason()).isEqualTo(Reason.WRONG_AUDIENCE.code());
        }
    }

    @Test
    void acceptsNoVersionUnderTheIssuerOfTheOther() {
        serve(Map.of("identity.issuers.entra.tenant", GuardedApi.TENANT, "identity.issuers.entra.versions", "v1, v2"));
        assertRefused(token("1.0", GuardedApi.TENANT, claims -> claims.put("ver", "2.0")), Reason.WRONG_VERSION);
        assertRefused(token("2.0", GuardedApi.TENANT, claims -> claims.put("ver", "1.0")), Reason.WRONG_VERSION);
    }

    @Test
    @DisplayName("89 version 2 token when only version 1 is accepted")
    void refusesTheVersionThatIsNotAccepted() {
        serve(Map.of("identity.issuers.entra.tenant", GuardedApi.TENANT, "identity.issuers.entra.versions", "v1"));
        assertThat(get(token("1.0", GuardedApi.TENANT, claims -> claims)).status())
                .isEqualTo(204);
        String second = "https://login.microsoftonline.com/" + GuardedApi.TENANT + "/v2.0";
        assertRefused(token("2.0", GuardedApi.TENANT, claims -> claims.put("iss", second)), Reason.WRONG_VERSION);
    }

    @Test
    void acceptsEveryTenantOfTheListAndNoOther() {
        serve(Map.of("identity.issuers.entra.tenants", GuardedApi.TENANT + ", " + OTHER));
        assertThat(get(token("2.0", GuardedApi.TENANT, claims -> claims)).status())
                .isEqualTo(204);
        assertThat(get(token("2.0", OTHER, claims -> claims)).status()).isEqualTo(204);
        assertRefused(token("2.0", GuardedApi.CLIENT, claims -> claims), Reason.TENANT_NOT_ALLOWED);
        assertRefused(token("2.0", GuardedApi.TENANT, claims -> claims.put("tid", OTHER)), Reason.TENANT_NOT_ALLOWED);
        assertRefused(token("2.0", "organizations", claims -> claims), Reason.WRONG_ISSUER);
    }

    @Test
    void refusesTenantThatIsNoLongerOnTheList() {
        serve(Map.of("identity.issuers.entra.tenants", GuardedApi.TENANT));
        assertThat(get(token("2.0", GuardedApi.TENANT, claims -> claims)).status())
                .isEqualTo(204);
        assertRefused(token("2.0", OTHER, claims -> claims), Reason.TENANT_NOT_ALLOWED);
    }

    @ParameterizedTest(name = "73 key of tenant {1} for a version {0} token of tenant {2}")
    @CsvSource({
        "2.0, one, one, 204",
        "2.0, one, other, 401",
        "2.0, any, one, 204",
        "2.0, any, other, 204",
        "1.0, one, one, 204",
        "1.0, one, other, 401",
        "1.0, any, other, 204",
        "2.0, consumers, one, 401",
        "1.0, consumers, one, 401"
    })
    void acceptsKeysForTheTenantsThatTheyAreForAlone(String version, String owner, String tenant, int status) {
        var settings = Map.<String, Object>of(
                "identity.issuers.entra.tenants",
                GuardedApi.TENANT + ", " + OTHER,
                "identity.issuers.entra.versions",
                "v1, v2");
        start(settings);
        String directory =
                switch (owner) {
                    case "one" -> GuardedApi.TENANT;
                    case "any" -> "{tenantid}";
                    default -> "9188040d-6c67-4c5b-b112-36a304b66dad";
                };
        api.issuer.list(api.issuer
                .signing()
                .as("key-owned", "RS256")
                .jwk()
                .put("issuer", api.issuer.issuer() + "/" + directory + "/v2.0"));
        begin();
        JsonObject claims = claims(version, tenant.equals("one") ? GuardedApi.TENANT : OTHER);
        Answer answer = get(api.issuer.token(api.issuer.header().put("kid", "key-owned"), claims));
        assertThat(answer.status()).isEqualTo(status);
        if (status == 401) {
            assertThat(api.decision(answer).reason()).isEqualTo(Reason.KEY_OF_ANOTHER_ISSUER.code());
        }
    }

    @Test
    void leavesOutTheKeysOfAnotherCloud() {
        start(Map.of("identity.issuers.entra.tenant", GuardedApi.TENANT));
        api.issuer.answerDiscovery(request -> request.response()
                .end(new JsonObject()
                        .put("issuer", api.issuer.issuer() + "/" + GuardedApi.TENANT + "/v2.0")
                        .put("jwks_uri", api.issuer.issuer() + "/keys")
                        .put("cloud_instance_name", "microsoftonline.com")
                        .encode()));
        api.issuer.list(
                api.issuer.signing().as("key-here", "RS256").jwk().put("cloud_instance_name", "microsoftonline.com"));
        api.issuer.list(
                api.issuer.signing().as("key-there", "RS256").jwk().put("cloud_instance_name", "microsoftonline.us"));
        begin("entra");
        JsonObject claims = claims("2.0", GuardedApi.TENANT);
        assertThat(get(api.issuer.token(api.issuer.header().put("kid", "key-here"), claims))
                        .status())
                .isEqualTo(204);
        assertRefused(api.issuer.token(api.issuer.header().put("kid", "key-there"), claims), Reason.UNKNOWN_KEY);
    }

    /** Claims challenges, for operations that ask for an authentication context. */
    @Test
    void asksCallersWhoUnderstandForAnAuthenticationContext() {
        serve(Map.of("identity.issuers.entra.tenant", GuardedApi.TENANT));
        Answer met = context(claims -> claims.put("acrs", List.of("c1", "c2")));
        assertThat(met.status()).isEqualTo(204);
        Answer asked = context(claims -> claims.put("xms_cc", List.of("cp1")));
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.header("www-authenticate"))
                .contains(
                        "error=\"insufficient_claims\"",
                        "authorization_uri=\"" + api.issuer.issuer() + "/common/oauth2/authorize\"",
                        "claims=\"eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6");
        assertThat(api.decision(asked).reason()).isEqualTo(Reason.CONTEXT_MISSING.code());
        Answer refused = context(claims -> claims.put("acrs", "c2"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(api.decision(refused).reason()).isEqualTo(Reason.CONTEXT_OUT_OF_REACH.code());
        assertThat(context(claims -> claims.put("acrs", 1)).status()).isEqualTo(401);
    }

    private Answer context(UnaryOperator<JsonObject> change) {
        return api.get("/context", token("2.0", GuardedApi.TENANT, change));
    }

    private void serve(Map<String, Object> settings) {
        start(settings);
        begin();
    }

    private void start(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("identity.issuers.entra.client", GuardedApi.CLIENT);
        all.put("identity.issuers.entra.authority", "{issuer}");
        api = GuardedApi.withoutKeys(all);
    }

    private void begin() {
        Futures.result(api.identity.start());
    }

    private void begin(String name) {
        Futures.result(api.keys(name).start());
    }

    private void assertRefused(String token, Reason reason) {
        Answer answer = get(token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(api.decision(answer).reason()).isEqualTo(reason.code());
    }

    private Answer get(String token) {
        return api.get("/any", token);
    }

    private String token(String version, String tenant, UnaryOperator<JsonObject> change) {
        return api.issuer.token(change.apply(claims(version, tenant)));
    }

    private JsonObject claims(String version, String tenant) {
        TestIssuer issuer = api.issuer;
        return issuer.claims()
                .put(
                        "iss",
                        version.equals("1.0")
                                ? "https://sts.windows.net/" + tenant + "/"
                                : issuer.issuer() + "/" + tenant + "/v2.0")
                .put("aud", GuardedApi.CLIENT)
                .put("tid", tenant)
                .put("oid", "o")
                .put("ver", version)
                .put("scp", "use");
    }
}
