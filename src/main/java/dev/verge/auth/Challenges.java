package dev.verge.auth;

import dev.verge.auth.token.Reason;
import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of {@code WWW-Authenticate} (RFC 6750, section 3; RFC 9728, section 5.1): fixed words, and URLs of the
 * settings. Nothing of a request stands in them.
 */
public final class Challenges {
    private final String bearer;
    private final @Nullable String authorizationUrl;

    /** Challenges for callers of this API. */
    public Challenges(IdentitySettings settings) {
        String resource = settings.resource();
        this.bearer = "Bearer realm=\"verge\""
                + (resource == null ? "" : ", resource_metadata=\"" + ResourceMetadata.url(resource) + "\"");
        this.authorizationUrl = settings.issuers().stream()
                .filter(issuer -> issuer.dialect() != TokenDialect.OIDC)
                .map(Challenges::authorizationUrl)
                .findFirst()
                .orElse(null);
    }

    private static String authorizationUrl(IssuerSettings issuer) {
        URI discovery = URI.create(issuer.discovery());
        return discovery.getScheme() + "://" + discovery.getRawAuthority() + "/common/oauth2/authorize";
    }

    /** For a request without credentials: no error code (RFC 6750, section 3.1). */
    String noCredentials(AccessRule rule) {
        return bearer + scope(rule);
    }

    String invalidRequest() {
        return bearer + ", error=\"invalid_request\"";
    }

    String invalidToken(Reason reason, AccessRule rule) {
        return bearer + scope(rule) + ", error=\"invalid_token\", error_description=\"" + reason.description() + "\"";
    }

    String insufficientScope(AccessRule rule) {
        return bearer + ", error=\"insufficient_scope\"" + scope(rule);
    }

    /**
     * Asks for a token that has met an authentication context (Microsoft identity platform, "Claims challenges"); for a
     * client that has said that it understands.
     */
    String insufficientClaims(String context) {
        String claims = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"" + context + "\"}}}";
        return bearer
                + (authorizationUrl == null ? "" : ", authorization_uri=\"" + authorizationUrl + "\"")
                + ", error=\"insufficient_claims\", claims=\""
                + Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    private static String scope(AccessRule rule) {
        String scope = rule.scopes().stream().filter(Challenges::isScopeToken).collect(Collectors.joining(" "));
        return scope.isEmpty() ? "" : ", scope=\"" + scope + "\"";
    }

    /** RFC 6749, section 3.3: printable ASCII without space, quote and backslash; anything else would need escaping. */
    private static boolean isScopeToken(String scope) {
        return scope.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
    }
}
