package dev.verge.auth.token;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Reads claims by the types that they must have; a claim of another type is a refusal, never a guess. */
public final class Claims {
    private static final int MAXIMUM_NAMES = 1_000;
    /** The year 2286. Anything later is milliseconds or nonsense. */
    private static final BigDecimal MAXIMUM_TIME = BigDecimal.valueOf(9_999_999_999L);
    /** Nanoseconds and more. Adding to a number of a million decimals takes seconds. */
    private static final int MAXIMUM_DECIMALS = 18;

    private Claims() {}

    /** A text claim; null when absent. */
    public static @Nullable String text(JsonObject claims, String name) {
        if (!claims.containsKey(name)) {
            return null;
        }
        if (claims.getValue(name) instanceof String text && text.indexOf('\0') < 0) {
            return text;
        }
        throw Reason.CLAIMS_NOT_ACCEPTABLE.exception();
    }

    /** A time in seconds since 1970, fractions allowed (RFC 7519, section 2, NumericDate). */
    public static Optional<BigDecimal> time(JsonObject claims, String name) {
        if (!claims.containsKey(name)) {
            return Optional.empty();
        }
        if (claims.getValue(name) instanceof Number number) {
            BigDecimal seconds =
                    number instanceof Integer whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.toString());
            if (seconds.signum() > 0 && seconds.scale() <= MAXIMUM_DECIMALS && seconds.compareTo(MAXIMUM_TIME) <= 0) {
                return Optional.of(seconds);
            }
        }
        throw Reason.CLAIMS_NOT_ACCEPTABLE.exception();
    }

    /**
     * The value of a claim.
     *
     * @param place the claim's name, or a JSON pointer (RFC 6901) to a value inside one
     * @return null when there is none
     */
    public static @Nullable Object find(JsonObject claims, String place) {
        if (!place.startsWith("/")) {
            return claims.getValue(place);
        }
        Object value = claims;
        for (String name : place.substring(1).split("/", -1)) {
            value = value instanceof JsonObject object
                    ? object.getValue(name.replace("~1", "/").replace("~0", "~"))
                    : null;
        }
        return value;
    }

    /** A list of names; empty when absent. */
    public static Set<String> names(JsonObject claims, String place) {
        Object value = find(claims, place);
        return value == null && !claims.containsKey(place) ? Set.of() : list(value);
    }

    /** Words with spaces between (RFC 6749, section 3.3), or a list of names; empty when absent. */
    public static Set<String> words(JsonObject claims, String place) {
        return find(claims, place) instanceof String words
                ? list(new JsonArray(Collections.list(new StringTokenizer(words.strip(), " "))))
                : names(claims, place);
    }

    /** The audiences: one text or a list (RFC 7519, section 4.1.3). */
    public static Set<String> audiences(JsonObject claims) {
        Object audience = claims.getValue("aud");
        return audience instanceof String one ? Set.of(one) : list(audience);
    }

    private static Set<String> list(@Nullable Object value) {
        if (!(value instanceof JsonArray array) || array.size() > MAXIMUM_NAMES) {
            throw Reason.CLAIMS_NOT_ACCEPTABLE.exception();
        }
        var names = new LinkedHashSet<String>();
        for (Object element : array) {
            if (!(element instanceof String name) || name.indexOf('\0') >= 0) {
                throw Reason.CLAIMS_NOT_ACCEPTABLE.exception();
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
