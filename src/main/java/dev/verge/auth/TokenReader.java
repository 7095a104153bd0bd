package dev.verge.auth;

import dev.verge.auth.keys.StrictJson;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes a token apart, strictly (RFC 7515, section 7.1; RFC 8725): what a lenient reader would let pass is refused before
 * a key is looked for.
 */
final class TokenReader {
    private static final int MAXIMUM_TOKEN = 24 * 1024;
    private static final int MAXIMUM_HEADER = 4 * 1024;
    private static final int MAXIMUM_KEY_ID = 256;
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    /** Members that change what is signed or name a key; none of them is understood here. */
    private static final List<String> FORBIDDEN =
            List.of("crit", "b64", "zip", "enc", "cty", "jwk", "jku", "x5u", "x5c");

    private TokenReader() {}

    /**
     * Reads a token.
     *
     * @throws InvalidTokenException when it is not a signed token of the one kind that is accepted
     */
    static Token read(String text) {
        require(text.length() <= MAXIMUM_TOKEN, TokenFault.MALFORMED);
        String[] segments = text.split("\\.", -1);
        require(segments.length == 3, TokenFault.MALFORMED);
        byte[] header = decode(segments[0]);
        require(header.length <= MAXIMUM_HEADER, TokenFault.MALFORMED);
        String keyId = checkHeader(object(header));
        JsonObject claims = object(decode(segments[1]));
        return new Token(text, keyId, claims, decode(segments[2]).length);
    }

    /** Encoding the bytes again finds padding, foreign letters and unused bits that are not zero. */
    private static byte[] decode(String segment) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(segment);
            require(
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(segment),
                    TokenFault.MALFORMED);
            return bytes;
        } catch (IllegalArgumentException e) {
            throw TokenFault.MALFORMED.exception();
        }
    }

    private static JsonObject object(byte[] bytes) {
        return StrictJson.object(bytes).orElseThrow(TokenFault.MALFORMED::exception);
    }

    private static String checkHeader(JsonObject header) {
        require("RS256".equals(header.getValue("alg")), TokenFault.ALGORITHM);
        require(!header.containsKey("nonce"), TokenFault.GRAPH);
        require(FORBIDDEN.stream().noneMatch(header::containsKey), TokenFault.HEADER);
        require(!header.containsKey("typ") || isAccessTokenType(header.getValue("typ")), TokenFault.HEADER);
        if (header.getValue("kid") instanceof String keyId && !keyId.isEmpty() && keyId.length() <= MAXIMUM_KEY_ID) {
            return keyId;
        }
        throw TokenFault.HEADER.exception();
    }

    private static boolean isAccessTokenType(Object type) {
        return type instanceof String name && TYPES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static void require(boolean holds, TokenFault fault) {
        if (!holds) {
            throw fault.exception();
        }
    }
}
