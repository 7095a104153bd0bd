package dev.verge.auth.issuer;

import dev.verge.auth.token.CallerKind;
import dev.verge.auth.token.Claims;
import dev.verge.auth.token.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** What tells the access tokens of Microsoft Entra ID from its other tokens. */
final class EntraTokens {
    private EntraTokens() {}

    /** The scopes are one text, words with spaces between; a list is none of Entra ID's and grants nothing. */
    static Set<String> scopes(JsonObject claims, String place) {
        return Claims.find(claims, place) instanceof JsonArray ? Set.of() : Claims.words(claims, place);
    }

    /**
     * A user's access token has scopes, an application's says {@code idtyp: app} (an optional claim, to be switched on in
     * the API's registration). Neither: an ID token, which may hold roles too and has the same issuer, keys and audience.
     */
    static CallerKind kind(JsonObject claims, String scopesClaim) {
        boolean application = "app".equals(claims.getValue("idtyp"));
        boolean delegated = !Claims.words(claims, scopesClaim).isEmpty();
        if (application != delegated) {
            return application ? CallerKind.APP : CallerKind.USER;
        }
        throw application ? Reason.CLAIMS_NOT_ACCEPTABLE.exception() : Reason.NOT_AN_ACCESS_TOKEN.exception();
    }
}
