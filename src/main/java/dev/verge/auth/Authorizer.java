package dev.verge.auth;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import java.util.List;
import java.util.TreeSet;

/** Decides whether a verified caller may call an operation. Pure; any thread may use it. */
public final class Authorizer {
    private Authorizer() {}

    /**
     * Lets a caller pass who meets the rule.
     *
     * @throws dev.verge.problem.ProblemException FORBIDDEN with an {@code insufficient_scope} challenge (RFC 6750,
     *     section 3.1) for everybody else, an anonymous caller included
     */
    public static void authorize(AccessRule rule, Caller caller) {
        if (caller.equals(Caller.ANONYMOUS) || !rule.isMetBy(caller)) {
            throw Problem.of(ProblemType.FORBIDDEN)
                    .withHeader("WWW-Authenticate", Challenge.insufficientScope(scopes(rule)))
                    .exception();
        }
    }

    /** The scopes to ask for: those of the first requirement, for one of them suffices. Roles are not scopes. */
    private static List<String> scopes(AccessRule rule) {
        return rule.requirements().stream()
                .findFirst()
                .map(requirement -> List.copyOf(new TreeSet<>(requirement.scopes())))
                .orElse(List.of());
    }
}
