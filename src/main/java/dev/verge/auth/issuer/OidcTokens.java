package dev.verge.auth.issuer;

import dev.verge.auth.token.CallerKind;
import dev.verge.auth.token.Reason;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.Set;

/** What tells the access tokens of a standard provider from its other tokens. */
final class OidcTokens {
    /** Claims of a login, which only ID tokens have (OpenID Connect Core 1.0, sections 2 and 3.3.2.11). */
    private static final Set<String> LOGIN = Set.of("at_hash", "c_hash", "s_hash");

    /** The kinds of token that some providers name in the claims. */
    private static final Set<String> OTHER_TYPES = Set.of("ID", "Refresh", "Offline", "Logout");

    private OidcTokens() {}

    /**
     * An application that got a token with its own credentials is the token's subject (RFC 9068, section 2.2). Without a
     * scope, {@code nonce} too is a sign of a login.
     */
    static CallerKind kind(JsonObject claims, Set<String> scopes) {
        boolean login = !Collections.disjoint(claims.fieldNames(), LOGIN)
                || (scopes.isEmpty() && claims.containsKey("nonce"))
                || OTHER_TYPES.contains(String.valueOf(claims.getValue("typ")));
        if (login) {
            throw Reason.NOT_AN_ACCESS_TOKEN.exception();
        }
        Object subject = claims.getValue("sub");
        boolean application = "app".equals(claims.getValue("idtyp"))
                || "client-credentials".equals(claims.getValue("gty"))
                || (subject != null
                        && (subject.equals(claims.getValue("client_id")) || subject.equals(claims.getValue("azp"))));
        return application ? CallerKind.APP : CallerKind.USER;
    }
}
