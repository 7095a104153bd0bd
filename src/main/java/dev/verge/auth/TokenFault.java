package dev.verge.auth;

/** Why a token is refused: the fixed words that a caller is told, whatever the token holds. */
enum TokenFault {
    MALFORMED("The access token is malformed"),
    HEADER("The access token header is not acceptable"),
    ALGORITHM("The access token is not signed with RS256"),
    GRAPH("The access token is meant for Microsoft Graph"),
    UNKNOWN_KEY("The access token is signed with an unknown key"),
    SIGNATURE("The access token signature does not hold"),
    EXPIRED("The access token is expired"),
    NOT_YET_VALID("The access token is not valid yet"),
    LIFETIME("The access token is valid for too long"),
    ISSUER("The access token is from another issuer"),
    TENANT("The access token is from another tenant"),
    AUDIENCE("The access token is meant for another API"),
    CLAIMS("The access token claims are not acceptable"),
    KIND("The token is not an access token with roles or scopes"),
    BOUND("The access token is bound to a key and cannot be used as a bearer token");

    private final String description;

    TokenFault(String description) {
        this.description = description;
    }

    /** One sentence of characters that need no escaping in a quoted string. */
    String description() {
        return description;
    }

    /** This fault as something to throw. */
    InvalidTokenException exception() {
        return new InvalidTokenException(this);
    }
}
