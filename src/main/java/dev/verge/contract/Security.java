package dev.verge.contract;

import java.util.List;

/**
 * Who may call an operation (OpenAPI 3.1, Security Requirement Object): any one of the alternatives is enough.
 *
 * @param alternatives the requirements; empty when the operation is public
 */
public record Security(List<Requirement> alternatives) {

    /** Takes a copy. */
    public Security {
        alternatives = List.copyOf(alternatives);
    }

    /** Whether anyone may call, with or without a token. */
    public boolean isPublic() {
        return alternatives.isEmpty();
    }

    /**
     * What one caller must have, all of it.
     *
     * @param roles role names, from {@code http} bearer schemes
     * @param scopes scope names, from {@code oauth2} and {@code openIdConnect} schemes
     */
    public record Requirement(List<String> roles, List<String> scopes) {

        /** Takes copies. */
        public Requirement {
            roles = List.copyOf(roles);
            scopes = List.copyOf(scopes);
        }
    }
}
