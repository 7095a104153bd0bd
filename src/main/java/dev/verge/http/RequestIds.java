package dev.verge.http;

import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The identifiers by which callers and operators speak of one request; unique, not secret. */
final class RequestIds {
    static final String HEADER = "X-Request-Id";

    private static final int LONGEST = 128;
    private static final HexFormat HEX = HexFormat.of();

    private final LongSupplier random;

    RequestIds(LongSupplier random) {
        this.random = random;
    }

    /** The caller's own identifier when it is well-formed, a new one otherwise. */
    String acceptOrCreate(@Nullable String offered) {
        return offered != null && wellFormed(offered)
                ? offered
                : HEX.toHexDigits(random.getAsLong()) + HEX.toHexDigits(random.getAsLong());
    }

    private static boolean wellFormed(String offered) {
        if (offered.isEmpty() || offered.length() > LONGEST) {
            return false;
        }
        return offered.chars().allMatch(RequestIds::allowed);
    }

    private static boolean allowed(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || c == '.' || c == '_' || c == '-';
    }
}
