package dev.verge.auth;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as a verified token says.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param objectId {@code oid}, the user or application inside the tenant (Entra ID); null when the token has none
 * @param tenantId {@code tid}; null when the token has none
 * @param roles the names in the roles claim
 * @param scopes the names in the scopes claim
 * @param claims every claim; callers must not change it
 */
public record Caller(
        String issuer,
        @Nullable String subject,
        @Nullable String objectId,
        @Nullable String tenantId,
        Set<String> roles,
        Set<String> scopes,
        JsonObject claims) {
    /** Nobody: the caller of a public operation. */
    public static final Caller ANONYMOUS = new Caller("", null, null, null, Set.of(), Set.of(), new JsonObject());

    /** Takes copies of the sets. */
    public Caller {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }
}
