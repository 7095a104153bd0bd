package dev.verge.auth.diagnosis;

import dev.verge.auth.token.Reason;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to change in Microsoft Entra ID. */
final class EntraAdvice {
    private static final String APP_ID_URI = "api://";

    private final JsonObject claims;
    private final IssuerSettings settings;

    EntraAdvice(JsonObject claims, IssuerSettings settings) {
        this.claims = claims;
        this.settings = settings;
    }

    /** Empty where there is nothing to say that other issuers' tokens would not need too. */
    Optional<String> on(Reason reason) {
        return switch (reason) {
            case WRONG_VERSION -> Optional.of(wrongVersion());
            case WRONG_AUDIENCE -> spelling();
            case NOT_AN_ACCESS_TOKEN -> Optional.of(notAnAccessToken());
            case NO_PERMISSIONS ->
                Optional.of("Give the application a role of this API (API permissions > Add a permission > Application"
                        + " permissions), grant admin consent, then get a new token.");
            case ENCRYPTED_TOKEN ->
                Optional.of("Remove tokenEncryptionKeyId from the API's app registration: encrypted tokens (JWE) are"
                        + " not read.");
            case UNKNOWN_KEY ->
                Optional.of("The token is of another environment, or the app registration signs with keys of its own"
                        + " (claims mapping), which are not among those of the directory.");
            default -> Optional.empty();
        };
    }

    String askForThisApi() {
        return "Ask for a scope of this API: scope=" + APP_ID_URI + client() + "/.default, or one of the scopes that it"
                + " exposes, in a request of its own.";
    }

    String assignRole() {
        return "Assign the role (Enterprise applications > Users and groups; to an application under its API"
                + " permissions, with admin consent), then get a new token.";
    }

    /** The manifest of the API decides, whatever endpoint the client uses. */
    private String wrongVersion() {
        boolean first = "1.0".equals(claims.getValue("ver"))
                || String.valueOf(claims.getValue("iss")).startsWith("https://sts.");
        return first
                ? "This is a version 1 token. Set requestedAccessTokenVersion to 2 in the manifest of the API's app"
                        + " registration, not the client's; or accept both: identity.issuers." + settings.name()
                        + ".versions: [v1, v2]."
                : "This is a version 2 token. Accept it: identity.issuers." + settings.name()
                        + ".versions: [v2], or [v1, v2] for both.";
    }

    /** Of the same API under another name. */
    private Optional<String> spelling() {
        String aud = String.valueOf(claims.getValue("aud"));
        if (settings.audiences().stream().noneMatch(accepted -> plain(accepted).equals(plain(aud)))) {
            return Optional.empty();
        }
        if (aud.startsWith(APP_ID_URI) && settings.dialect() == TokenDialect.ENTRA_V2) {
            return Optional.of(
                    "aud spells this API as its App ID URI, which version 2 tokens of Entra ID never do: they"
                            + " hold the client id. Set requestedAccessTokenVersion to 2 in the manifest of the API's app"
                            + " registration and get a new token.");
        }
        return Optional.of("aud spells this API otherwise than identity.issuers." + settings.name()
                + (settings.dialect() == TokenDialect.ENTRA_V2 ? ".client" : ".audiences")
                + " does; letter case, api:// and a slash at the end count.");
    }

    private static String plain(String audience) {
        String plain = audience.toLowerCase(Locale.ROOT);
        plain = plain.startsWith(APP_ID_URI) ? plain.substring(APP_ID_URI.length()) : plain;
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** ID tokens do not name the application that asked for them. */
    private String notAnAccessToken() {
        boolean application = List.of("azp", "appid").stream().anyMatch(claims::containsKey);
        return application
                ? "An application's token without idtyp cannot be told from other tokens. Add the optional claim idtyp"
                        + " to the access tokens of the API's app registration (Token configuration > Add optional"
                        + " claim > Access), then get a new token."
                : "This is an ID token, which is for the application that signed the user in. Send the access_token. "
                        + askForThisApi();
    }

    private String client() {
        return settings.audiences().get(settings.audiences().size() - 1);
    }
}
