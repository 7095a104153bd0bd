package dev.verge.auth.token;

import java.util.Locale;

/**
 * Why a caller is refused, for the decision record. A caller is told less: of a bad token only whether its time is over or
 * has not come, in fixed words.
 */
public enum Reason {
    /** No bearer token was sent. */
    NO_CREDENTIALS,
    /** The {@code Authorization} field is repeated or holds no single token. */
    MALFORMED_CREDENTIALS,
    /** Not three canonical base64url segments with JSON objects in the first two. */
    MALFORMED_TOKEN,
    /** An encrypted token (JWE, five segments). */
    ENCRYPTED_TOKEN,
    /** The header lacks a usable {@code kid}, has another {@code typ}, or members that are not understood. */
    HEADER_NOT_ACCEPTABLE,
    /** {@code alg} is none that the issuer's settings allow, or not the key's. */
    ALGORITHM_NOT_ALLOWED,
    /** A token of Microsoft Graph, which no other API can verify. */
    GRAPH_TOKEN,
    /** {@code iss} is no issuer of the settings. */
    WRONG_ISSUER,
    /** The other version of Entra ID's tokens: {@code ver} or {@code iss} belong to version 1 or 2. */
    WRONG_VERSION,
    /** The tenant is not among those of the settings, or {@code tid} and {@code iss} differ. */
    TENANT_NOT_ALLOWED,
    /** {@code aud} names another API. */
    WRONG_AUDIENCE,
    /** {@code exp} has passed. */
    EXPIRED("The access token is expired"),
    /** {@code nbf} or {@code iat} lie in the future. */
    NOT_YET_VALID("The access token is not valid yet"),
    /** It would be valid for more than 29 hours. */
    LIFETIME_TOO_LONG,
    /** A claim is missing or of another type than it must be. */
    CLAIMS_NOT_ACCEPTABLE,
    /** An ID token or another token that was not made for an API. */
    NOT_AN_ACCESS_TOKEN,
    /** An access token that grants neither a role nor a scope. */
    NO_PERMISSIONS,
    /** A token that is bound to a key of the caller ({@code cnf}) was sent as a bearer token. */
    BOUND_TOKEN,
    /** The issuer lists no key of this {@code kid}. */
    UNKNOWN_KEY,
    /** The key may only sign for another issuer or tenant. */
    KEY_OF_ANOTHER_ISSUER,
    /** The signature does not hold. */
    BAD_SIGNATURE,
    /** The issuer's keys cannot be had, so nothing can be told of the token. */
    KEYS_UNAVAILABLE,
    /** The caller lacks a role. */
    ROLE_MISSING,
    /** The caller lacks a scope. */
    SCOPE_MISSING,
    /** The operation is for users only, or for applications only. */
    KIND_NOT_ALLOWED,
    /** The caller has not met the authentication context ({@code acrs}) that the operation needs; the client can ask. */
    CONTEXT_MISSING,
    /** The same, and the client has not said that it understands claims challenges ({@code xms_cc}). */
    CONTEXT_OUT_OF_REACH;

    private final String description;

    Reason() {
        this("The access token is not valid");
    }

    Reason(String description) {
        this.description = description;
    }

    /** The code in the decision record, such as {@code wrong_audience}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence of characters that need no escaping in a quoted string, for the holder of a bad token. */
    public String description() {
        return description;
    }

    /** This reason as something to throw. */
    public RefusalException exception() {
        return new RefusalException(this);
    }
}
