package dev.verge.auth.diagnosis;

import dev.verge.auth.issuer.TrustedIssuer;
import dev.verge.auth.jose.SignatureVerifier;
import dev.verge.auth.jose.VerificationKey;
import dev.verge.auth.keys.JwksCache;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.Token;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Did the issuer sign the token. */
final class KeySteps {
    private static final String KEY = "key";
    private static final String KEY_ISSUER = "key's issuer";
    private static final String SIGNATURE = "signature";

    private final Steps steps;
    private final Token token;
    private final TrustedIssuer issuer;

    KeySteps(Steps steps, Token token, TrustedIssuer issuer) {
        this.steps = steps;
        this.token = token;
        this.issuer = issuer;
    }

    static void skip(Steps steps, String why) {
        steps.skipped(why, KEY, KEY_ISSUER, SIGNATURE);
    }

    /** Without any key a server says of every token that it has none, whatever else is wrong with it. */
    static void refuse(Steps steps, List<JwksCache> caches) {
        String why = caches.stream()
                .map(JwksCache::lastFailure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        steps.refused(KEY, Reason.KEYS_UNAVAILABLE, "the server has no keys" + (why.isEmpty() ? "" : "; " + why));
        steps.skipped("not looked at", KEY_ISSUER, SIGNATURE);
    }

    Future<Void> add() {
        return issuer.keys().find(token.keyId()).transform(found -> {
            add(found);
            return Future.succeededFuture();
        });
    }

    private void add(AsyncResult<Optional<VerificationKey>> found) {
        String named = "kid " + Printable.text(token.keyId());
        if (found.failed()) {
            String why = issuer.keys().lastFailure();
            steps.refused(
                    KEY,
                    Reason.KEYS_UNAVAILABLE,
                    named + "; " + (why == null ? "the keys cannot be had" : why) + ": "
                            + issuer.settings().discovery());
            skipRest();
            return;
        }
        found.result().ifPresentOrElse(key -> add(named, key), () -> {
            steps.refused(KEY, Reason.UNKNOWN_KEY, named + "; " + listed() + " and not this one");
            skipRest();
        });
    }

    private void add(String named, VerificationKey key) {
        if (token.algorithm() != key.algorithm()) {
            steps.refused(
                    KEY,
                    Reason.ALGORITHM_NOT_ALLOWED,
                    named + " is for " + key.algorithm().id() + ", alg is "
                            + token.algorithm().id());
            skipRest();
            return;
        }
        steps.passed(KEY, named + " is listed by the issuer");
        String signs = key.issuer() == null ? "any issuer of its document" : Printable.text(key.issuer());
        steps.check(KEY_ISSUER, "the key signs for " + signs, () -> issuer.checkKey(key, token.claims()));
        if (token.isSignedBy(new SignatureVerifier(key))) {
            steps.passed(SIGNATURE, "made by this key");
        } else {
            steps.refused(SIGNATURE, Reason.BAD_SIGNATURE, "not made by this key, or not of this text");
        }
    }

    private String listed() {
        int keys = issuer.keys().states().size();
        return "the issuer lists " + (keys == 1 ? "1 key" : keys + " keys");
    }

    private void skipRest() {
        steps.skipped("not looked at", KEY_ISSUER, SIGNATURE);
    }
}
