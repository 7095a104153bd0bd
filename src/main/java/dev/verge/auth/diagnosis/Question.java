package dev.verge.auth.diagnosis;

import dev.verge.auth.AccessRule;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know.
 *
 * @param token the text that is sent as a bearer token
 * @param operation the operation that it is sent to; null when only the token counts
 * @param rule who may call that operation; null when anyone may
 * @param offline whether to do without the issuer's keys
 */
public record Question(
        String token, @Nullable String operation, @Nullable AccessRule rule, boolean offline) {
    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "Question[operation=" + operation + ", offline=" + offline + "]";
    }
}
