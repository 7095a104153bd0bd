package dev.verge.auth.issuer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verge.auth.jose.StrictJson;
import dev.verge.auth.token.RefusalException;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Claims that nobody thought of, put over those of a good token: a caller or a refusal, nothing else. */
class ClaimsFuzzTest {
    private static final long NOW = 1_800_000_000;
    private static final String TENANT = "7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c";

    @FuzzTest
    void namesCallerOfStandardProvider(byte[] data) {
        check(TokenDialect.OIDC, "https://id.example", null, new JsonObject(), data);
    }

    @FuzzTest
    void namesCallerOfDirectory(byte[] data) {
        String iss = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
        check(
                TokenDialect.ENTRA_V2,
                iss,
                TENANT,
                new JsonObject().put("tid", TENANT).put("ver", "2.0"),
                data);
    }

    private static void check(TokenDialect dialect, String iss, String tenant, JsonObject own, byte[] data) {
        JsonObject claims = own.put("iss", iss)
                .put("aud", "api")
                .put("sub", "subject")
                .put("iat", NOW)
                .put("exp", NOW + 3_600)
                .put("roles", List.of("r"))
                .put("scp", "use");
        StrictJson.object(data)
                .ifPresent(changes -> changes.forEach(change -> claims.put(change.getKey(), change.getValue())));
        var settings = new IssuerSettings(
                "test",
                dialect,
                iss,
                tenant == null ? List.of() : List.of(tenant),
                iss + "/.well-known/openid-configuration",
                List.of("api"),
                List.of("RS256"),
                "roles",
                "scp");
        var rules = new ClaimRules(settings);
        try {
            rules.checkAudience(claims);
            ClaimRules.checkTenant(claims, tenant);
            rules.checkVersion(claims);
            ClaimRules.checkBinding(claims);
            Times times = Times.of(claims, Duration.ofSeconds(60), NOW * 1_000);
            if (times.until() - times.from() > Duration.ofHours(30).toMillis() && claims.containsKey("iat")) {
                throw new AssertionError("good for too long");
            }
            if (rules.caller(claims, "key").roles().contains("")) {
                throw new AssertionError("a role without a name");
            }
        } catch (RefusalException refused) {
            // As it should.
        }
    }
}
