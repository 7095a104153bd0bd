package dev.verge.auth.diagnosis;

import dev.verge.auth.AccessRule;
import dev.verge.auth.issuer.TrustedIssuer;
import dev.verge.auth.token.Claims;
import dev.verge.auth.token.Reason;
import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What to change, for each reason that was found. */
final class Advice {
    private final JsonObject claims;
    private final IssuerSettings settings;
    private final @Nullable AccessRule rule;
    private final EntraAdvice entra;

    /** Advice on a token; without its issuer the first one of the settings is taken for the one that was meant. */
    Advice(
            IdentitySettings settings,
            UnverifiedToken token,
            @Nullable TrustedIssuer issuer,
            @Nullable AccessRule rule) {
        this.claims = token.claims();
        this.settings = issuer == null ? settings.issuers().get(0) : issuer.settings();
        this.rule = rule;
        this.entra = new EntraAdvice(claims, this.settings);
    }

    List<String> of(Steps steps, Verdict verdict) {
        var advice = new LinkedHashSet<String>();
        for (Reason reason : steps.refusals()) {
            advice.add(isEntra() ? entra.on(reason).orElseGet(() -> on(reason)) : on(reason));
        }
        if (verdict.reason() != steps.reason()) {
            advice.add("The verdict is the server's own, and the steps differ from it: please report this.");
        }
        return new ArrayList<>(advice);
    }

    private boolean isEntra() {
        return settings.dialect() != TokenDialect.OIDC;
    }

    private String setting(String key) {
        return "identity.issuers." + settings.name() + "." + key;
    }

    private String on(Reason reason) {
        return switch (reason) {
            case NO_CREDENTIALS, MALFORMED_CREDENTIALS, MALFORMED_TOKEN ->
                "Send the access token alone, whole and as it came, behind \"Bearer \".";
            case ENCRYPTED_TOKEN -> "Let the issuer send signed tokens (JWS); encrypted ones (JWE) are not read.";
            case HEADER_NOT_ACCEPTABLE ->
                "The header must have a kid, a typ of JWT or at+jwt or none, and no member that changes what is signed"
                        + " or brings a key.";
            case ALGORITHM_NOT_ALLOWED ->
                "Let the issuer sign with an algorithm of " + setting("algorithms")
                        + ", or add the one that it signs with, if it is supported.";
            case GRAPH_TOKEN -> "This token is for Microsoft Graph, and nobody else can verify it. " + askForThisApi();
            case WRONG_ISSUER -> wrongIssuer();
            case WRONG_VERSION -> "Let the issuer send tokens of the version that " + setting("versions") + " names.";
            case TENANT_NOT_ALLOWED ->
                "Get a token from a tenant that is accepted, or add the token's tenant to " + setting("tenants") + ".";
            case WRONG_AUDIENCE ->
                "The token is for another API. " + askForThisApi() + " If aud is a name of this API too, add it to "
                        + setting("audiences") + ".";
            case EXPIRED -> "Get a new token.";
            case NOT_YET_VALID -> "Compare the clocks of the issuer and of this machine.";
            case LIFETIME_TOO_LONG -> "Let the issuer give tokens that are valid for 29 hours at most.";
            case CLAIMS_NOT_ACCEPTABLE ->
                "A claim of that step is missing or of another type than it must be: texts are texts, times are numbers"
                        + " of seconds, " + settings.rolesClaim() + " is a list of texts.";
            case NOT_AN_ACCESS_TOKEN -> "This is the token of a login (id_token). Send the access_token.";
            case NO_PERMISSIONS -> "Give the caller a role in " + settings.rolesClaim() + ", or ask for a scope.";
            case BOUND_TOKEN -> "Let the client ask for a plain bearer token, without DPoP or mutual TLS.";
            case UNKNOWN_KEY ->
                "The token is of another environment, or older than the issuer's keys (the dev mode has new ones each"
                        + " time that it starts): get a new one.";
            case KEY_OF_ANOTHER_ISSUER -> "The key belongs to another tenant or issuer, which must not sign here.";
            case BAD_SIGNATURE -> "The token was changed or cut after it was signed: copy it whole.";
            case KEYS_UNAVAILABLE -> "Make " + settings.discovery() + " and the jwks_uri in it answer to this machine.";
            case ROLE_MISSING -> roleMissing();
            case SCOPE_MISSING -> scopeMissing();
            case KIND_NOT_ALLOWED -> "The operation is for the other kind of caller: see kind in its x-verge.";
            case CONTEXT_MISSING, CONTEXT_OUT_OF_REACH ->
                "The client must ask for a token with the authentication context, as the claims challenge says.";
        };
    }

    private String askForThisApi() {
        return isEntra()
                ? entra.askForThisApi()
                : "Ask the issuer for a token whose aud is "
                        + settings.audiences().get(0) + ".";
    }

    private String wrongIssuer() {
        String iss = String.valueOf(claims.getValue("iss"));
        if (iss.startsWith("http://127.0.0.1:")) {
            return "This is a token of the dev mode, which --dev explains.";
        }
        for (String accepted : settings.issuers()) {
            if (plain(iss).equals(plain(accepted))) {
                return "iss must be spelled exactly as in the settings: letter case and a slash at the end count.";
            }
        }
        return "Get a token from an issuer of the settings, or add this one below identity.issuers.";
    }

    private static String plain(String url) {
        String plain = url.toLowerCase(java.util.Locale.ROOT);
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private String roleMissing() {
        Set<String> needed = new TreeSet<>();
        if (rule != null) {
            rule.requirements().forEach(requirement -> needed.addAll(requirement.roles()));
        }
        String advice = isEntra()
                ? entra.assignRole()
                : "Give the caller one of the roles that the operation needs, then get a new token.";
        if (hasInOtherCase(needed)) {
            return advice + " Letter case counts.";
        }
        return claims.containsKey("groups") || claims.containsKey("wids")
                ? advice + " Groups (groups) and directory roles (wids) are no roles of this API."
                : advice;
    }

    private boolean hasInOtherCase(Set<String> needed) {
        return Claims.find(claims, settings.rolesClaim()) instanceof JsonArray roles
                && roles.stream().anyMatch(role -> needed.stream().anyMatch(String.valueOf(role)::equalsIgnoreCase));
    }

    private String scopeMissing() {
        return isEntra()
                ? entra.askForThisApi()
                : "Ask the issuer for the scopes that the operation needs (scope=...).";
    }
}
