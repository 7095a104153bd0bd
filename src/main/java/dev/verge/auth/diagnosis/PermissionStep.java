package dev.verge.auth.diagnosis;

import dev.verge.auth.issuer.TrustedIssuer;
import dev.verge.auth.token.Caller;
import dev.verge.auth.token.Claims;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.Token;
import dev.verge.config.IssuerSettings;
import org.jspecify.annotations.Nullable;

/** Does the token grant anything. Asked last of a token, for a caller is told so only when the signature holds. */
final class PermissionStep {
    private static final String PERMISSIONS = "permissions";

    private PermissionStep() {}

    static void add(Steps steps, @Nullable Token token, @Nullable TrustedIssuer issuer, @Nullable Caller caller) {
        if (token == null || issuer == null || caller == null) {
            steps.skipped("not looked at", PERMISSIONS);
        } else if (caller.roles().isEmpty() && caller.scopes().isEmpty()) {
            steps.refused(PERMISSIONS, Reason.NO_PERMISSIONS, granted(token, issuer.settings()));
        } else {
            steps.passed(PERMISSIONS, granted(token, issuer.settings()));
        }
    }

    /** The roles and scopes in the token, as they stand there. */
    static String granted(Token token, IssuerSettings settings) {
        return found(token, settings.rolesClaim()) + "; " + found(token, settings.scopesClaim());
    }

    private static String found(Token token, String place) {
        return place + " " + Printable.text(Claims.find(token.claims(), place));
    }
}
