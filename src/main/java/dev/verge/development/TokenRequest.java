package dev.verge.development;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What a token of the local issuer shall say.
 *
 * @param application whether an application calls on its own behalf, without a user
 * @param lifetime in seconds, 1 to 86,400
 */
record TokenRequest(
        String name, String oid, List<String> roles, List<String> scopes, boolean application, int lifetime) {
    private static final String DEFAULT_SCOPE = "access_as_user";
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;

    /** Checks the lifetime and takes copies. */
    TokenRequest {
        if (lifetime < 1 || lifetime > DAY) {
            throw new IllegalArgumentException("lifetime: " + lifetime + " (expected: 1.." + DAY + ")");
        }
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
    }

    static TokenRequest of(SampleCaller caller) {
        return new TokenRequest(caller.name(), caller.oid(), caller.roles(), caller.scopes(), false, HOUR);
    }

    /**
     * Reads the form of a token request.
     *
     * @throws IllegalArgumentException when a parameter has a value that it cannot have
     */
    static TokenRequest of(MultiMap form) {
        String oid = form.contains("oid") ? form.get("oid") : UUID.randomUUID().toString();
        return new TokenRequest(
                form.contains("name") ? form.get("name") : "somebody",
                guid(oid),
                form.getAll("role"),
                form.getAll("scope").stream()
                        .flatMap(words -> List.of(words.strip().split(" +")).stream())
                        .toList(),
                "app".equals(form.get("kind")),
                form.contains("lifetime") ? seconds(form.get("lifetime")) : HOUR);
    }

    /** Lower case, as Entra ID writes it. {@link UUID#fromString} takes shorter texts for one. */
    private static String guid(String text) {
        String guid = text.toLowerCase(Locale.ROOT);
        if (!SampleCallers.GUID.matcher(guid).matches()) {
            throw new IllegalArgumentException(
                    "oid: " + text + " (expected: a GUID, such as " + UUID.randomUUID() + ")");
        }
        return guid;
    }

    private static int seconds(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("lifetime: " + text + " (expected: 1.." + DAY + ")", e);
        }
    }

    /** The claims of an Entra ID v2 access token (Microsoft identity platform, "Access token claims reference"). */
    JsonObject claims(String issuer, String tenant, Instant now) {
        long second = now.getEpochSecond();
        var claims = new JsonObject()
                .put("aud", LocalIssuer.AUDIENCE)
                .put("iss", issuer)
                .put("iat", second)
                .put("nbf", second)
                .put("exp", second + lifetime)
                .put("azp", LocalIssuer.CLIENT)
                .put("azpacr", application ? "1" : "0")
                .put("oid", oid)
                .put("rh", "0.local.")
                .put("sub", application ? oid : subject())
                .put("tid", tenant)
                .put("uti", UUID.randomUUID().toString().substring(0, 22))
                .put("ver", "2.0");
        if (!roles.isEmpty()) {
            claims.put("roles", roles);
        }
        return application ? claims.put("idtyp", "app") : addUser(claims);
    }

    /** Only tokens of users have scopes. */
    private JsonObject addUser(JsonObject claims) {
        return claims.put("name", name)
                .put("preferred_username", name + "@verge.example")
                .put("scp", scopes.isEmpty() ? DEFAULT_SCOPE : String.join(" ", scopes));
    }

    /** The same user has another {@code sub} for each application, and always the same for one. */
    private String subject() {
        return UUID.nameUUIDFromBytes((LocalIssuer.CLIENT + oid).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }
}
