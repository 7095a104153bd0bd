package dev.verge.auth;

import dev.verge.auth.token.Reason;
import java.util.List;

/** Takes the bearer token out of the {@code Authorization} header (RFC 9110, section 11.4; RFC 6750, section 2.1). */
public final class Credentials {
    private static final String BEARER = "bearer";

    private Credentials() {}

    /**
     * The one token; whether it is one is for others.
     *
     * @throws dev.verge.auth.token.RefusalException without one, or with more than one
     */
    public static String bearerToken(List<String> authorization) {
        if (authorization.isEmpty()) {
            throw Reason.NO_CREDENTIALS.exception();
        }
        String field = authorization.get(0);
        int space = field.indexOf(' ');
        String scheme = space < 0 ? field : field.substring(0, space);
        if (authorization.size() > 1 || !isToken(scheme)) {
            throw Reason.MALFORMED_CREDENTIALS.exception();
        }
        if (!scheme.equalsIgnoreCase(BEARER)) {
            throw Reason.NO_CREDENTIALS.exception();
        }
        String token = space < 0 ? "" : field.substring(space + 1);
        if (!isOneToken(token)) {
            throw Reason.MALFORMED_CREDENTIALS.exception();
        }
        return token;
    }

    /** A list of credentials or white space before them leaves open what was meant. An object may hold commas. */
    private static boolean isOneToken(String token) {
        return !token.isEmpty()
                && !Character.isWhitespace(token.charAt(0))
                && (token.charAt(0) == '{' || token.indexOf(',') < 0);
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isToken(String text) {
        boolean token = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            token &= isTokenCharacter(text.charAt(i));
        }
        return token;
    }

    private static boolean isTokenCharacter(char character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || "!#$%&'*+.^_`|~-".indexOf(character) >= 0;
    }
}
