package dev.verge.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

/**
 * Whose tokens are accepted.
 *
 * @param issuer the issuer's URL, exactly as it stands in the tokens' {@code iss}; its discovery document is read at
 *     {@code /.well-known/openid-configuration} below it (OpenID Connect Discovery 1.0, section 4)
 * @param audiences the values of {@code aud} that mean this API
 * @param rolesClaim the claim that lists the caller's roles
 * @param scopesClaim the claim that holds the caller's scopes, a list or words with spaces between
 * @param leeway how far the clocks of issuer and node may differ
 * @param refreshInterval how often the keys are fetched anew
 */
public record IdentitySettings(
        String issuer,
        List<String> audiences,
        String rolesClaim,
        String scopesClaim,
        Duration leeway,
        Duration refreshInterval) {

    /** Takes a copy. */
    public IdentitySettings {
        audiences = List.copyOf(audiences);
    }

    static IdentitySettings read(SettingsReader reader) {
        String issuer = reader.required(
                "identity.issuer", "the issuer's URL, such as https://login.microsoftonline.com/<tenant id>/v2.0");
        if (!issuer.isEmpty() && !isSafe(issuer)) {
            reader.mistake("identity.issuer", issuer, "an https URL without query or fragment");
        }
        return new IdentitySettings(
                issuer,
                reader.list("identity.audiences", "what aud must be, such as the API's client id"),
                reader.text("identity.rolesClaim", "roles"),
                reader.text("identity.scopesClaim", "scp"),
                reader.duration("identity.leeway", Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(300)),
                reader.duration(
                        "identity.refreshInterval", Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(12)));
    }

    /** Plain http only where nobody can listen in: the dev mode's issuer on this machine. */
    private static boolean isSafe(String issuer) {
        try {
            URI uri = new URI(issuer);
            boolean loopback = List.of("127.0.0.1", "localhost", "[::1]").contains(uri.getHost());
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
