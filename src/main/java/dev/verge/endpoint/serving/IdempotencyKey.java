package dev.verge.endpoint.serving;

import dev.verge.problem.Problem;
import dev.verge.problem.Violation;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header field {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header, a String of RFC 9651). */
final class IdempotencyKey {
    private static final String HEADER = "Idempotency-Key";
    /** Quoted as the draft has it, or bare as many clients send it. */
    private static final Pattern KEY = Pattern.compile("\"([ !#-\\[\\]-~]{1,255})\"|([!#-\\[\\]-~]{1,255})");

    private IdempotencyKey() {}

    /**
     * The key; null when there is none.
     *
     * @throws dev.verge.problem.ProblemException when there are several, or it is none
     */
    static @Nullable String of(MultiMap headers) {
        List<String> keys = headers.getAll(HEADER);
        if (keys.isEmpty()) {
            return null;
        }
        Matcher key = KEY.matcher(keys.get(0));
        if (keys.size() > 1 || !key.matches()) {
            throw Problem.invalid(List.of(new Violation(
                            "header", HEADER, "is no key (expected: once, 1 to 255 visible ASCII characters)")))
                    .exception();
        }
        return key.group(1) == null ? key.group(2) : key.group(1);
    }
}
