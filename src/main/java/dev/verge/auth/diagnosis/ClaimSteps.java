package dev.verge.auth.diagnosis;

import dev.verge.auth.issuer.Times;
import dev.verge.auth.issuer.TrustedIssuer;
import dev.verge.auth.token.Caller;
import dev.verge.auth.token.CallerKind;
import dev.verge.auth.token.Token;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import org.jspecify.annotations.Nullable;

/** Do the claims say what the issuer's settings ask for. Each check runs, also behind one that refuses. */
final class ClaimSteps {
    private static final String[] NAMES = {"algorithm", "audience", "tenant", "version", "binding", "time", "kind"};

    private final Steps steps;
    private final Token token;
    private final TrustedIssuer issuer;
    private final IssuerSettings settings;
    private final long now;

    private ClaimSteps(Steps steps, Token token, TrustedIssuer issuer, long now) {
        this.steps = steps;
        this.token = token;
        this.issuer = issuer;
        this.settings = issuer.settings();
        this.now = now;
    }

    static void skip(Steps steps, String why) {
        steps.skipped(why, NAMES);
    }

    /** The caller whom the claims name; null when they name none. */
    static @Nullable Caller add(Steps steps, Token token, TrustedIssuer issuer, long now) {
        return new ClaimSteps(steps, token, issuer, now).add();
    }

    private @Nullable Caller add() {
        String algorithm = "alg " + token.algorithm().id() + "; accepted: " + String.join(", ", settings.algorithms());
        steps.check("algorithm", algorithm, () -> issuer.checkAlgorithm(token));
        steps.check("audience", audience(), () -> issuer.checkAudience(token));
        steps.check("tenant", tenant(), () -> issuer.checkTenant(token));
        steps.check("version", version(), () -> issuer.checkVersion(token));
        steps.check("binding", binding(), () -> issuer.checkBinding(token));
        steps.check("time", time(), () -> {
            Times ignored = issuer.times(token, now);
        });
        return caller();
    }

    private String audience() {
        return "aud " + claim("aud") + "; accepted: " + String.join(", ", settings.audiences());
    }

    private String tenant() {
        return issuer.tenant() == null
                ? "the issuer has none"
                : "tid " + claim("tid") + "; iss is of tenant " + issuer.tenant();
    }

    private String version() {
        return switch (settings.dialect()) {
            case ENTRA_V1 -> "ver " + claim("ver") + "; accepted: 1.0";
            case ENTRA_V2 -> "ver " + claim("ver") + "; accepted: 2.0";
            case OIDC -> "the issuer's tokens have none";
        };
    }

    private String binding() {
        return token.claims().containsKey("cnf") ? "cnf binds the token to a key of its client" : "no cnf";
    }

    private String time() {
        return "nbf " + TokenSays.time(token.claims(), "nbf", now) + ", exp "
                + TokenSays.time(token.claims(), "exp", now);
    }

    private @Nullable Caller caller() {
        try {
            Caller caller = issuer.caller(token);
            String kind = caller.kind() == CallerKind.USER ? "a user" : "an application";
            steps.passed("kind", "an access token of " + kind);
            return caller;
        } catch (RuntimeException e) {
            steps.refused("kind", Steps.reason(e), kind());
            return null;
        }
    }

    private String kind() {
        String granted = PermissionStep.granted(token, settings);
        return settings.dialect() == TokenDialect.OIDC
                ? granted
                : granted + "; idtyp " + claim("idtyp") + " (users have " + settings.scopesClaim()
                        + ", applications idtyp app)";
    }

    private String claim(String name) {
        return Printable.text(token.claims().getValue(name));
    }
}
