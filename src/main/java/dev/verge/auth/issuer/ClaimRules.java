package dev.verge.auth.issuer;

import dev.verge.auth.token.Caller;
import dev.verge.auth.token.CallerKind;
import dev.verge.auth.token.Claims;
import dev.verge.auth.token.Reason;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import dev.verge.observation.TokenFacts;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of one issuer's tokens must say before they name a caller (RFC 7519, RFC 9068, Microsoft identity
 * platform, "Access token claims reference"). Never reads a name or an address: those can be chosen by whoever signs up.
 */
final class ClaimRules {
    private static final Set<String> GRAPH =
            Set.of("00000003-0000-0000-c000-000000000000", "https://graph.microsoft.com");

    private final IssuerSettings settings;

    ClaimRules(IssuerSettings settings) {
        this.settings = settings;
    }

    /**
     * The caller that the claims name.
     *
     * @throws dev.verge.auth.token.RefusalException when they do not name one
     */
    Caller caller(JsonObject claims, String keyId) {
        Set<String> roles = Claims.names(claims, settings.rolesClaim());
        String place = settings.scopesClaim();
        Set<String> scopes = entra() ? EntraTokens.scopes(claims, place) : Claims.words(claims, place);
        CallerKind kind = entra() ? EntraTokens.kind(claims, place) : OidcTokens.kind(claims, scopes);
        String subject = Claims.text(claims, "sub");
        String objectId = Claims.text(claims, "oid");
        String tenant = Claims.text(claims, "tid");
        return new Caller(
                String.valueOf(claims.getValue("iss")),
                subject,
                objectId,
                tenant,
                kind,
                roles,
                scopes,
                claims,
                new TokenFacts(
                        true,
                        settings.name(),
                        tenant,
                        objectId == null ? subject : objectId,
                        firstText(claims, "azp", "appid", "client_id"),
                        kind.word(),
                        keyId,
                        firstText(claims, "uti", "jti")));
    }

    private boolean entra() {
        return settings.dialect() != TokenDialect.OIDC;
    }

    void checkAudience(JsonObject claims) {
        Set<String> audiences = Claims.audiences(claims);
        require(audiences.stream().noneMatch(GRAPH::contains), Reason.GRAPH_TOKEN);
        require(audiences.stream().anyMatch(this::isThisApi), Reason.WRONG_AUDIENCE);
        require(!entra() || claims.getValue("aud") instanceof String, Reason.CLAIMS_NOT_ACCEPTABLE);
    }

    /** Version 1 tokens may spell an App ID URI with a slash at its end. */
    private boolean isThisApi(String audience) {
        return settings.audiences().contains(audience)
                || (settings.dialect() == TokenDialect.ENTRA_V1
                        && audience.endsWith("/")
                        && settings.audiences().contains(audience.substring(0, audience.length() - 1)));
    }

    /**
     * An issuer that belongs to a tenant speaks for that tenant alone; {@code TID} beside {@code tid} speaks for two.
     *
     * @param tenant the tenant that {@code iss} belongs to; null for an issuer without tenants
     */
    static void checkTenant(JsonObject claims, @Nullable String tenant) {
        for (String name : claims.fieldNames()) {
            require(!name.equalsIgnoreCase("tid") || name.equals("tid"), Reason.CLAIMS_NOT_ACCEPTABLE);
        }
        require(tenant == null || tenant.equals(Claims.text(claims, "tid")), Reason.TENANT_NOT_ALLOWED);
    }

    void checkVersion(JsonObject claims) {
        require(
                switch (settings.dialect()) {
                    case ENTRA_V1 -> "1.0".equals(claims.getValue("ver"));
                    case ENTRA_V2 -> "2.0".equals(claims.getValue("ver"));
                    case OIDC -> true;
                },
                Reason.WRONG_VERSION);
    }

    static void checkBinding(JsonObject claims) {
        require(!claims.containsKey("cnf"), Reason.BOUND_TOKEN);
    }

    private static @Nullable String firstText(JsonObject claims, String... names) {
        for (String name : names) {
            String text = Claims.text(claims, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static void require(boolean holds, Reason reason) {
        if (!holds) {
            throw reason.exception();
        }
    }
}
