package dev.verge.auth;

import java.util.List;

/**
 * Who may call an operation: whoever meets one of these requirements. No requirement at all means nobody.
 *
 * @param requirements any one of them suffices
 */
public record AccessRule(List<Requirement> requirements) {
    /** Takes a copy. */
    public AccessRule {
        requirements = List.copyOf(requirements);
    }

    boolean isMetBy(Caller caller) {
        return requirements.stream().anyMatch(requirement -> requirement.isMetBy(caller));
    }
}
