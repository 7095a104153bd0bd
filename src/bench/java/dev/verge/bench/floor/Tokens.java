package dev.verge.bench.floor;

import dev.verge.bench.data.Issuer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verifies access tokens and remembers them in a plain map. One per event loop. */
final class Tokens {
    private static final String BEARER = "Bearer ";

    private final String issuer;
    private final Map<String, PublicKey> keys;
    private final Map<String, Caller> known;

    Tokens(String issuer, Map<String, PublicKey> keys, int remembered) {
        this.issuer = issuer;
        this.keys = keys;
        this.known = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Caller> eldest) {
                return size() > remembered;
            }
        };
    }

    record Caller(UUID oid, boolean member, long expires) {}

    /** The caller of a good token, else null. */
    @Nullable
    Caller caller(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return null;
        }
        Caller caller = known.get(authorization);
        if (caller == null) {
            caller = verify(authorization.substring(BEARER.length()));
            if (caller != null) {
                known.put(authorization, caller);
            }
        }
        return caller != null && caller.expires > System.currentTimeMillis() / 1_000 ? caller : null;
    }

    private @Nullable Caller verify(String token) {
        try {
            String[] parts = token.split("\\.", 4);
            JsonObject header = json(parts[0]);
            JsonObject claims = json(parts[1]);
            PublicKey key = keys.get(header.getString("kid"));
            return parts.length == 3 && key != null && "RS256".equals(header.getString("alg")) && isOurs(claims)
                    ? signed(token, parts[2], key, claims)
                    : null;
        } catch (RuntimeException | GeneralSecurityException e) {
            return null;
        }
    }

    private boolean isOurs(JsonObject claims) {
        long now = System.currentTimeMillis() / 1_000;
        return issuer.equals(claims.getString("iss"))
                && Issuer.AUDIENCE.equals(claims.getString("aud"))
                && Issuer.TENANT.equals(claims.getString("tid"))
                && "2.0".equals(claims.getString("ver"))
                && claims.getLong("nbf") <= now + 60;
    }

    private static @Nullable Caller signed(String token, String signature, PublicKey key, JsonObject claims)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(key);
        verifier.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        if (!verifier.verify(Base64.getUrlDecoder().decode(signature))) {
            return null;
        }
        boolean member = claims.getJsonArray("roles").contains("member");
        return new Caller(UUID.fromString(claims.getString("oid")), member, claims.getLong("exp"));
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
