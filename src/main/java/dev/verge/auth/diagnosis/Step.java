package dev.verge.auth.diagnosis;

import dev.verge.auth.token.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is looked at.
 *
 * @param name a word for it
 * @param result what came of it
 * @param reason why it refuses; null when it does not
 * @param detail what was compared with what, ready to print
 */
public record Step(String name, Result result, @Nullable Reason reason, String detail) {
    /** What came of a step. */
    public enum Result {
        /** The token passes. */
        PASSED,
        /** The token does not. */
        REFUSED,
        /** Nothing can be told of it, or a server would not get so far. */
        SKIPPED
    }
}
