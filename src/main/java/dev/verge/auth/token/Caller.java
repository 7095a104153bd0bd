package dev.verge.auth.token;

import dev.verge.observation.TokenFacts;
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
 * @param kind a user or an application
 * @param roles the names in the roles claim
 * @param scopes the names in the scopes claim
 * @param claims every claim; callers must not change it
 * @param facts what records may say of the token
 */
public record Caller(
        String issuer,
        @Nullable String subject,
        @Nullable String objectId,
        @Nullable String tenantId,
        CallerKind kind,
        Set<String> roles,
        Set<String> scopes,
        JsonObject claims,
        TokenFacts facts) {
    /** Nobody: the caller of a public operation. */
    public static final Caller ANONYMOUS =
            new Caller("", null, null, null, CallerKind.USER, Set.of(), Set.of(), new JsonObject(), TokenFacts.NONE);

    /** Takes copies of the sets. */
    public Caller {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }
}
