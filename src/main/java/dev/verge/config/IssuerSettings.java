package dev.verge.config;

import java.util.List;

/**
 * One issuer whose tokens are accepted, everything that a preset stands for written out.
 *
 * @param name the operator's name for it; two issuers share one when an entry of the settings accepts both versions of
 *     Entra ID's tokens
 * @param dialect what its tokens look like
 * @param issuer what {@code iss} must be, exactly; {@link #TENANT} in it stands for each of the tenants
 * @param tenants the tenants that are accepted, lower-case GUIDs; empty for an issuer without tenants
 * @param discovery the URL of the discovery document (OpenID Connect Discovery 1.0, section 4)
 * @param audiences the values of {@code aud} that mean this API
 * @param algorithms the {@code alg} values that are accepted, such as {@code RS256}
 * @param rolesClaim the claim that lists the caller's roles, or a JSON pointer to it
 * @param scopesClaim the claim that holds the caller's scopes, or a JSON pointer to it
 */
public record IssuerSettings(
        String name,
        TokenDialect dialect,
        String issuer,
        List<String> tenants,
        String discovery,
        List<String> audiences,
        List<String> algorithms,
        String rolesClaim,
        String scopesClaim) {
    /** The place of the tenant's id in the issuer of a directory with many tenants. */
    public static final String TENANT = "{tenantid}";

    /** The tenant of the sample's settings. */
    public static final String PLACEHOLDER = "00000000-0000-0000-0000-000000000000";

    /** Takes copies. */
    public IssuerSettings {
        tenants = List.copyOf(tenants);
        audiences = List.copyOf(audiences);
        algorithms = List.copyOf(algorithms);
    }

    /** Whether it is the sample's tenant, which does not exist. */
    public boolean isPlaceholder() {
        return tenants.contains(PLACEHOLDER);
    }

    /** Whether its keys are those of another entry: whose they are, where they are and what they are good for. */
    public boolean hasKeysOf(IssuerSettings other) {
        return name.equals(other.name)
                && issuer.equals(other.issuer)
                && discovery.equals(other.discovery)
                && algorithms.equals(other.algorithms);
    }

    /** Every {@code iss} that is accepted. */
    public List<String> issuers() {
        return issuer.contains(TENANT) ? tenants.stream().map(this::issuer).toList() : List.of(issuer);
    }

    /** What {@code iss} must be in the tokens of a tenant. */
    public String issuer(String tenant) {
        return issuer.replace(TENANT, tenant);
    }
}
