package dev.verge.auth;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the values of {@code WWW-Authenticate} (RFC 6750, section 3). Nothing of a request stands in them. */
final class Challenge {
    private static final String BEARER = "Bearer realm=\"verge\"";

    private Challenge() {}

    /** For a request without credentials: no error code (RFC 6750, section 3.1). */
    static String noCredentials() {
        return BEARER;
    }

    static String invalidRequest() {
        return BEARER + ", error=\"invalid_request\"";
    }

    static String invalidToken(TokenFault fault) {
        return BEARER + ", error=\"invalid_token\", error_description=\"" + fault.description() + "\"";
    }

    static String insufficientScope(List<String> scopes) {
        String scope = scopes.stream().filter(Challenge::isScopeToken).collect(Collectors.joining(" "));
        return BEARER + ", error=\"insufficient_scope\"" + (scope.isEmpty() ? "" : ", scope=\"" + scope + "\"");
    }

    /** RFC 6749, section 3.3: printable ASCII without space, quote and backslash; anything else would need escaping. */
    private static boolean isScopeToken(String scope) {
        return scope.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
    }
}
