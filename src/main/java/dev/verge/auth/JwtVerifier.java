package dev.verge.auth;

import dev.verge.auth.keys.VerificationKey;
import dev.verge.config.IdentitySettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures with Vert.x Auth JWT. One per event loop: an instance of {@link JWTAuth} locks.
 *
 * <p>{@link JWTAuth} without a usable key accepts unsigned tokens. So each has exactly one key, already checked, and must
 * refuse unsigned tokens before it is used.
 */
final class JwtVerifier {
    private static final int MAXIMUM_KEPT = 200;

    private final Vertx vertx;
    private final IdentitySettings settings;
    private final List<String> canaries;
    private final Map<VerificationKey, JWTAuth> verifiers = new HashMap<>();

    JwtVerifier(Vertx vertx, IdentitySettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.canaries = List.of(unsigned("none"), unsigned("RS256"));
    }

    /** Succeeds when this key signed the token; fails with {@link InvalidTokenException} otherwise. */
    Future<Void> verify(Token token, VerificationKey key) {
        // A signature of another length would be padded instead of refused (RFC 8017, section 8.2.2).
        if (token.signatureBytes() != key.bytes()) {
            return Future.failedFuture(TokenFault.SIGNATURE.exception());
        }
        JWTAuth verifier = verifier(key);
        return verifier != null && accepts(verifier, token.text())
                ? Future.succeededFuture()
                : Future.failedFuture(TokenFault.SIGNATURE.exception());
    }

    /** Null when it cannot be trusted to refuse. */
    private @Nullable JWTAuth verifier(VerificationKey key) {
        JWTAuth known = verifiers.get(key);
        if (known != null) {
            return known;
        }
        JWTAuth created = create(key);
        if (canaries.stream().anyMatch(token -> accepts(created, token))) {
            return null;
        }
        if (verifiers.size() >= MAXIMUM_KEPT) {
            verifiers.clear();
        }
        verifiers.put(key, created);
        return created;
    }

    /** Its own options: the default ones are shared by the whole process. Times are {@link ClaimRules}' business. */
    private JWTAuth create(VerificationKey key) {
        var options = new JWTOptions()
                .setIssuer(settings.issuer())
                .setAudience(settings.audiences())
                .setLeeway((int) settings.leeway().toSeconds())
                .setIgnoreExpiration(true);
        return JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key.jwk()).setJWTOptions(options));
    }

    /** Completes at once, for it is computing and nothing else; throws where it should fail. */
    private static boolean accepts(JWTAuth verifier, String token) {
        try {
            return verifier.authenticate(new TokenCredentials(token)).succeeded();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Nothing is wrong with it but that nobody signed it. */
    private String unsigned(String algorithm) {
        var claims = new JsonObject()
                .put("iss", settings.issuer())
                .put("aud", settings.audiences().get(0));
        return encode("{\"alg\":\"" + algorithm + "\"}") + "." + encode(claims.encode());
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
