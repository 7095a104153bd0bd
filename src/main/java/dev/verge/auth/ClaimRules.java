package dev.verge.auth;

import dev.verge.auth.keys.VerificationKey;
import dev.verge.config.IdentitySettings;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the claims of a token must say before it proves a caller (RFC 7519, RFC 9068, Entra ID's token reference). */
final class ClaimRules {
    /** Tokens of sessions with continuous access evaluation live for up to 28 h; nothing honest lives longer. */
    private static final Duration MAXIMUM_LIFETIME = Duration.ofHours(29);

    private static final Set<String> GRAPH =
            Set.of("00000003-0000-0000-c000-000000000000", "https://graph.microsoft.com");
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final IdentitySettings settings;
    private final Clock clock;
    private final @Nullable String tenant;

    ClaimRules(IdentitySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.tenant = tenant(settings.issuer());
    }

    /**
     * Refuses what no key could save: another issuer's, another API's and old tokens must not cost a fetch of keys.
     *
     * @throws InvalidTokenException when the token cannot be accepted
     */
    void checkUnverified(JsonObject claims) {
        checkIssuer(claims);
        checkAudience(claims);
        checkTimes(claims);
    }

    /**
     * The caller that the claims of a token with a good signature name.
     *
     * @throws InvalidTokenException when they do not name one
     */
    Caller caller(JsonObject claims, VerificationKey key) {
        checkUnverified(claims);
        checkTenant(claims);
        checkKeyIssuer(claims, key);
        require(!claims.containsKey("cnf"), TokenFault.BOUND);
        Set<String> roles = Claims.names(claims, settings.rolesClaim());
        Set<String> scopes = Claims.words(claims, settings.scopesClaim());
        checkKind(claims, roles, scopes);
        return new Caller(
                settings.issuer(),
                Claims.text(claims, "sub"),
                Claims.text(claims, "oid"),
                Claims.text(claims, "tid"),
                roles,
                scopes,
                claims);
    }

    private void checkIssuer(JsonObject claims) {
        require(settings.issuer().equals(claims.getValue("iss")), TokenFault.ISSUER);
    }

    private void checkAudience(JsonObject claims) {
        Set<String> audiences = Claims.audiences(claims);
        require(audiences.stream().noneMatch(GRAPH::contains), TokenFault.GRAPH);
        require(audiences.stream().anyMatch(settings.audiences()::contains), TokenFault.AUDIENCE);
    }

    /** {@code exp} is required (RFC 9068, section 2.2); a token is good until the leeway has passed, not at its end. */
    private void checkTimes(JsonObject claims) {
        BigDecimal now = BigDecimal.valueOf(clock.millis(), 3);
        BigDecimal leeway = BigDecimal.valueOf(settings.leeway().toSeconds());
        BigDecimal expires = Claims.time(claims, "exp").orElseThrow(TokenFault.CLAIMS::exception);
        Optional<BigDecimal> notBefore = Claims.time(claims, "nbf");
        Optional<BigDecimal> issued = Claims.time(claims, "iat");
        require(now.compareTo(expires.add(leeway)) < 0, TokenFault.EXPIRED);
        require(notBefore.isEmpty() || notBefore.get().compareTo(now.add(leeway)) <= 0, TokenFault.NOT_YET_VALID);
        require(issued.isEmpty() || issued.get().compareTo(now.add(leeway)) <= 0, TokenFault.NOT_YET_VALID);
        BigDecimal latest = issued.orElse(now).add(BigDecimal.valueOf(MAXIMUM_LIFETIME.toSeconds()));
        require(expires.compareTo(latest) <= 0, TokenFault.LIFETIME);
    }

    /** An issuer that belongs to a tenant speaks for that tenant alone. */
    private void checkTenant(JsonObject claims) {
        require(
                claims.fieldNames().stream().noneMatch(name -> name.equalsIgnoreCase("tid") && !name.equals("tid")),
                TokenFault.CLAIMS);
        require(tenant == null || tenant.equals(Claims.text(claims, "tid")), TokenFault.TENANT);
    }

    /** A key of one tenant, or of consumer accounts, must not sign for another. */
    private void checkKeyIssuer(JsonObject claims, VerificationKey key) {
        String expected = key.issuer();
        if (expected != null) {
            String tid = Optional.ofNullable(Claims.text(claims, "tid")).orElse("");
            require(expected.replace("{tenantid}", tid).equals(settings.issuer()), TokenFault.ISSUER);
        }
    }

    /** A token without roles and scopes permits nothing; one made for a login (an ID token) is not for an API. */
    private static void checkKind(JsonObject claims, Set<String> roles, Set<String> scopes) {
        boolean login = claims.containsKey("nonce") || claims.containsKey("at_hash") || claims.containsKey("c_hash");
        require(!scopes.isEmpty() || (!roles.isEmpty() && !login), TokenFault.KIND);
    }

    /** The tenant in the issuer's path, where Entra ID has it; null for other issuers. */
    private static @Nullable String tenant(String issuer) {
        String[] path = URI.create(issuer).getPath().split("/", -1);
        return path.length > 1 && GUID.matcher(path[1]).matches() ? path[1] : null;
    }

    private static void require(boolean holds, TokenFault fault) {
        if (!holds) {
            throw fault.exception();
        }
    }
}
