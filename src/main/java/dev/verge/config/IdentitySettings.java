package dev.verge.config;

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
}
