package dev.verge.auth.issuer;

import dev.verge.auth.token.CallerKind;
import dev.verge.auth.token.Reason;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** What tells the access tokens of Microsoft Entra ID from its other tokens. */
final class EntraTokens {
    private EntraTokens() {}

    /**
     * A user's access token has scopes, an application's says {@code idtyp: app} (an optional claim, to be switched on in
     * the API's registration). Neither: an ID token, which may hold roles too and has the same issuer, keys and audience.
     */
    static CallerKind kind(JsonObject claims, Set<String> scopes) {
        boolean application = "app".equals(claims.getValue("idtyp"));
        if (application == scopes.isEmpty()) {
            return application ? CallerKind.APP : CallerKind.USER;
        }
        throw application ? Reason.CLAIMS_NOT_ACCEPTABLE.exception() : Reason.NOT_AN_ACCESS_TOKEN.exception();
    }
}
