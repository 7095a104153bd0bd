package dev.verge.auth;

import dev.verge.auth.token.Caller;
import dev.verge.auth.token.CallerKind;
import dev.verge.auth.token.Claims;
import dev.verge.auth.token.Reason;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may call an operation: whoever meets one of the requirements. No requirement at all means nobody. Pure; any thread
 * may use it.
 *
 * @param requirements any one of them suffices
 * @param kind the only kind of caller that may; null for both
 * @param context the authentication context that a caller must have met ({@code acrs}, such as {@code c1}); null for none
 */
public record AccessRule(
        List<Requirement> requirements,
        @Nullable CallerKind kind,
        @Nullable String context) {
    /** Takes a copy. */
    public AccessRule {
        requirements = List.copyOf(requirements);
    }

    /**
     * Lets a caller pass who meets the rule.
     *
     * @throws dev.verge.auth.token.RefusalException for everybody else, an anonymous caller included
     */
    public void check(Caller caller) {
        if (caller.equals(Caller.ANONYMOUS)) {
            throw Reason.NO_CREDENTIALS.exception();
        }
        Reason reason = refusal(caller);
        if (reason != null) {
            throw reason.exception().of(caller.facts());
        }
    }

    private @Nullable Reason refusal(Caller caller) {
        // Any application of a tenant can get a token for this API that grants nothing.
        if (caller.roles().isEmpty() && caller.scopes().isEmpty()) {
            return Reason.NO_PERMISSIONS;
        }
        if (!isMetBy(caller)) {
            return requirements.stream().anyMatch(requirement -> requirement.hasRolesOf(caller))
                    ? Reason.SCOPE_MISSING
                    : Reason.ROLE_MISSING;
        }
        if (kind != null && kind != caller.kind()) {
            return Reason.KIND_NOT_ALLOWED;
        }
        if (context == null || Claims.words(caller.claims(), "acrs").contains(context)) {
            return null;
        }
        boolean understands = Claims.words(caller.claims(), "xms_cc").contains("cp1");
        return understands ? Reason.CONTEXT_MISSING : Reason.CONTEXT_OUT_OF_REACH;
    }

    private boolean isMetBy(Caller caller) {
        for (Requirement requirement : requirements) {
            if (requirement.isMetBy(caller)) {
                return true;
            }
        }
        return false;
    }

    /** The scopes to ask for: those of the first requirement, for one of them suffices. Roles are not scopes. */
    Set<String> scopes() {
        return requirements.stream().findFirst().map(Requirement::scopes).orElse(Set.of()).stream()
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
