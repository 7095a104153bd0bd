package dev.verge.identity;

import dev.verge.auth.token.Reason;
import dev.verge.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A request of the table of attacks, and what must come of it.
 *
 * @param name begins with the row's number
 * @param authorization the value of the field; null for none
 * @param problem null for an answer without one
 * @param challenge the value of {@code WWW-Authenticate}; null for none
 * @param reason the code in the decision record
 */
record Attack(
        String name,
        String target,
        @Nullable String authorization,
        @Nullable ProblemType problem,
        @Nullable String challenge,
        String reason) {
    static final String RESOURCE = "https://api.example.com/v1";
    static final String BEARER = "Bearer realm=\"verge\", resource_metadata=\"https://api.example.com"
            + "/.well-known/oauth-protected-resource/v1\"";

    /** A token that must not pass, whoever may call. */
    static Attack refused(String name, String token, Reason reason) {
        String challenge = BEARER + ", error=\"invalid_token\", error_description=\"" + reason.description() + "\"";
        return new Attack(name, "/any", "Bearer " + token, ProblemType.UNAUTHENTICATED, challenge, reason.code());
    }

    /** A good token of a caller who may not do this. */
    static Attack forbidden(String name, String target, String token, Reason reason) {
        String scope = target.equals("/read") ? ", scope=\"read\"" : "";
        String challenge = BEARER + ", error=\"insufficient_scope\"" + scope;
        return new Attack(name, target, "Bearer " + token, ProblemType.FORBIDDEN, challenge, reason.code());
    }

    /** What is no bearer token at all. */
    static Attack malformed(String name, String authorization) {
        return new Attack(
                name,
                "/any",
                authorization,
                ProblemType.MALFORMED_REQUEST,
                BEARER + ", error=\"invalid_request\"",
                Reason.MALFORMED_CREDENTIALS.code());
    }

    /** No bearer token. */
    static Attack anonymous(String name, String target, @Nullable String authorization) {
        return new Attack(
                name, target, authorization, ProblemType.UNAUTHENTICATED, BEARER, Reason.NO_CREDENTIALS.code());
    }

    /** What looks like an attack and is none. */
    static Attack granted(String name, String target, String token) {
        return new Attack(name, target, "Bearer " + token, null, null, "granted");
    }

    int status() {
        return problem == null ? 204 : problem.status();
    }

    @Override
    public String toString() {
        return name;
    }
}
