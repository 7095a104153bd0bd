package dev.verge.observation;

import org.jspecify.annotations.Nullable;

/**
 * What a record may say of a token: identifiers that are opaque, never a name, an address or the token itself.
 *
 * @param verified whether the signature held, so that the rest is the issuer's word; otherwise it is the caller's
 * @param issuer the settings' name of the issuer; null when it is none of them
 * @param tenant {@code tid}
 * @param caller {@code oid}, else {@code sub}
 * @param client {@code azp}, {@code appid} or {@code client_id}: the application that calls
 * @param kind {@code user} or {@code app}
 * @param keyId {@code kid}
 * @param tokenId {@code uti} or {@code jti}
 */
public record TokenFacts(
        boolean verified,
        @Nullable String issuer,
        @Nullable String tenant,
        @Nullable String caller,
        @Nullable String client,
        @Nullable String kind,
        @Nullable String keyId,
        @Nullable String tokenId) {
    /** There is no token, or none that can be read. */
    public static final TokenFacts NONE = new TokenFacts(false, null, null, null, null, null, null, null);
}
