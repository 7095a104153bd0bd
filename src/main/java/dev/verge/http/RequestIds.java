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
        for (int i = 0; i < offered.length(); i++) {
            char c = offered.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }
}
