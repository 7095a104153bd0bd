package dev.verge.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code x-verge} says of callers, over what {@code security} can.
 *
 * @param kind {@code user} or {@code app}, the only kind of caller that may call; null for both
 * @param context the authentication context that a caller must have met ({@code acrs}), such as {@code c1}; null for none
 * @param audit the path parameters whose values the decision record may hold
 */
public record AccessExtension(
        @Nullable String kind, @Nullable String context, List<String> audit) {
    /** Nothing is said. */
    public static final AccessExtension NONE = new AccessExtension(null, null, List.of());

    /** Takes a copy. */
    public AccessExtension {
        audit = List.copyOf(audit);
    }
}
