package dev.verge.auth;

import dev.verge.auth.token.Caller;
import dev.verge.auth.token.RefusalException;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;

/** Guards one operation: lets in whom its rule names, and says how it refuses the others. One per event loop. */
public final class AccessControl {
    private static final String RETRY_SECONDS = "5";

    private final AccessRule rule;
    private final Authenticator authenticator;
    private final Challenges challenges;

    /** Guards an operation with its rule. */
    public AccessControl(AccessRule rule, Authenticator authenticator, Challenges challenges) {
        this.rule = rule;
        this.authenticator = authenticator;
        this.challenges = challenges;
    }

    /**
     * The caller, who may call this operation.
     *
     * @param authorization the values of every {@code Authorization} field line of the request
     * @return fails with {@link RefusalException} and with nothing else
     */
    public Future<Caller> admit(List<String> authorization) {
        return authenticator.authenticate(authorization).map(this::authorized);
    }

    private Caller authorized(Caller caller) {
        rule.check(caller);
        return caller;
    }

    /** What to answer to a caller who is refused. It tells nothing that a caller could learn from (RFC 6750, section 3.1). */
    public Problem answer(RefusalException refusal) {
        return switch (refusal.reason()) {
            case NO_CREDENTIALS -> challenge(ProblemType.UNAUTHENTICATED, challenges.noCredentials(rule));
            case MALFORMED_CREDENTIALS ->
                challenge(
                        Problem.of(
                                ProblemType.MALFORMED_REQUEST, "The credentials are not one well-formed bearer token"),
                        challenges.invalidRequest());
            case KEYS_UNAVAILABLE ->
                Problem.of(ProblemType.UNAVAILABLE, "The signing keys cannot be had at the moment")
                        .withHeader("Retry-After", RETRY_SECONDS);
            case NO_PERMISSIONS, ROLE_MISSING, SCOPE_MISSING, KIND_NOT_ALLOWED, CONTEXT_OUT_OF_REACH ->
                challenge(ProblemType.FORBIDDEN, challenges.insufficientScope(rule));
            case CONTEXT_MISSING ->
                challenge(
                        ProblemType.UNAUTHENTICATED,
                        challenges.insufficientClaims(Objects.requireNonNull(rule.context(), "context")));
            default -> challenge(ProblemType.UNAUTHENTICATED, challenges.invalidToken(refusal.reason(), rule));
        };
    }

    private static Problem challenge(ProblemType type, String challenge) {
        return challenge(Problem.of(type), challenge);
    }

    private static Problem challenge(Problem problem, String challenge) {
        return problem.withHeader("WWW-Authenticate", challenge);
    }
}
