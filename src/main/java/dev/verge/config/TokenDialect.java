package dev.verge.config;

/** What the tokens of an issuer look like: which claims there are and what each must say. */
public enum TokenDialect {
    /** Microsoft Entra ID, {@code "ver": "1.0"} (Microsoft identity platform, "Access token claims reference"). */
    ENTRA_V1,
    /** Microsoft Entra ID, {@code "ver": "2.0"} (the same reference). */
    ENTRA_V2,
    /** Any other provider (OpenID Connect Core 1.0, RFC 9068). */
    OIDC
}
