package dev.verge.auth;

import dev.verge.auth.token.Caller;
import java.util.Set;

/**
 * What one security requirement asks of a caller: every role and every scope in it (OpenAPI 3.1, Security Requirement
 * Object). Names are compared exactly, letter case included.
 *
 * @param roles names that must all stand in the roles claim
 * @param scopes names that must all stand in the scopes claim
 */
public record Requirement(Set<String> roles, Set<String> scopes) {
    /** Takes copies. */
    public Requirement {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    boolean isMetBy(Caller caller) {
        return hasRolesOf(caller) && caller.scopes().containsAll(scopes);
    }

    boolean hasRolesOf(Caller caller) {
        return caller.roles().containsAll(roles);
    }
}
