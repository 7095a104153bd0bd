package dev.verge.management;

import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param up whether all is well
 * @param reason one word for why not, never a secret; null when all is well
 */
public record CheckResult(boolean up, @Nullable String reason) {
    private static final CheckResult UP = new CheckResult(true, null);

    /** All is well. */
    public static CheckResult healthy() {
        return UP;
    }

    /** It works, and somebody should look, for this reason. */
    public static CheckResult degraded(String reason) {
        return new CheckResult(true, reason);
    }

    /** Something is not well, for this reason. */
    public static CheckResult down(String reason) {
        return new CheckResult(false, reason);
    }
}
