package dev.verge.auth.token;

import dev.verge.auth.jose.SignatureAlgorithm;
import dev.verge.auth.jose.StrictJson;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/**
 * Takes a token apart, strictly (RFC 7515, section 7.1; RFC 8725): what a lenient reader would let pass is refused before
 * a key is looked for. No two texts are read as the same token.
 */
public final class TokenReader {
    private static final int MAXIMUM_TOKEN = 24 * 1024;
    private static final int MAXIMUM_HEADER = 4 * 1024;
    private static final int MAXIMUM_KEY_ID = 256;
    private static final int ENCRYPTED_SEGMENTS = 5;
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    /** Members that change what is signed or name a key; none of them is understood here. */
    private static final Set<String> FORBIDDEN = Set.of("crit", "b64", "zip", "enc", "cty", "jwk", "jku", "x5u", "x5c");

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private TokenReader() {}

    /**
     * Reads a token.
     *
     * @throws RefusalException when it is not a signed token of the one kind that is accepted
     */
    public static Token read(String text) {
        require(text.length() <= MAXIMUM_TOKEN, Reason.MALFORMED_TOKEN);
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        require(first > 0 && second > 0, Reason.MALFORMED_TOKEN);
        if (text.indexOf('.', second + 1) >= 0) {
            throw dots(text) == ENCRYPTED_SEGMENTS - 1
                    ? Reason.ENCRYPTED_TOKEN.exception()
                    : Reason.MALFORMED_TOKEN.exception();
        }
        byte[] header = decode(text.substring(0, first));
        require(header.length <= MAXIMUM_HEADER, Reason.MALFORMED_TOKEN);
        JsonObject members = object(header);
        SignatureAlgorithm algorithm = algorithm(members);
        String keyId = checkHeader(members);
        JsonObject claims = object(decode(text.substring(first + 1, second)));
        byte[] signature = decode(text.substring(second + 1));
        return new Token(
                algorithm, keyId, claims, text.substring(0, second).getBytes(StandardCharsets.US_ASCII), signature);
    }

    private static long dots(String text) {
        return text.chars().filter(character -> character == '.').count();
    }

    /** Base64url without padding (RFC 7515, section 2) in its one canonical spelling (RFC 4648, section 3.5). */
    private static byte[] decode(String segment) {
        require(segment.indexOf('=') < 0 && hasNoUnusedBits(segment), Reason.MALFORMED_TOKEN);
        try {
            return Base64.getUrlDecoder().decode(segment);
        } catch (IllegalArgumentException e) {
            throw Reason.MALFORMED_TOKEN.exception();
        }
    }

    /** The last letter of a segment may hold 2 or 4 bits that belong to no byte; they must be zero. */
    private static boolean hasNoUnusedBits(String segment) {
        int rest = segment.length() % 4;
        if (rest == 0 || rest == 1) {
            return rest == 0;
        }
        int last = ALPHABET.indexOf(segment.charAt(segment.length() - 1));
        return last >= 0 && (last & (rest == 2 ? 0b1111 : 0b11)) == 0;
    }

    private static JsonObject object(byte[] bytes) {
        return StrictJson.object(bytes).orElseThrow(Reason.MALFORMED_TOKEN::exception);
    }

    private static SignatureAlgorithm algorithm(JsonObject header) {
        if (header.getValue("alg") instanceof String id) {
            return SignatureAlgorithm.of(id).orElseThrow(Reason.ALGORITHM_NOT_ALLOWED::exception);
        }
        throw Reason.ALGORITHM_NOT_ALLOWED.exception();
    }

    private static String checkHeader(JsonObject header) {
        require(!header.containsKey("nonce"), Reason.GRAPH_TOKEN);
        require(Collections.disjoint(header.fieldNames(), FORBIDDEN), Reason.HEADER_NOT_ACCEPTABLE);
        require(!header.containsKey("typ") || isAccessTokenType(header.getValue("typ")), Reason.HEADER_NOT_ACCEPTABLE);
        if (header.getValue("kid") instanceof String keyId && !keyId.isEmpty() && keyId.length() <= MAXIMUM_KEY_ID) {
            return keyId;
        }
        throw Reason.HEADER_NOT_ACCEPTABLE.exception();
    }

    private static boolean isAccessTokenType(Object type) {
        return type instanceof String name && TYPES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static void require(boolean holds, Reason reason) {
        if (!holds) {
            throw reason.exception();
        }
    }
}
