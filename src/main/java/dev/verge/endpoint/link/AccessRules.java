package dev.verge.endpoint.link;

import dev.verge.auth.AccessRule;
import dev.verge.auth.Requirement;
import dev.verge.auth.token.CallerKind;
import dev.verge.contract.Operation;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from an operation who may call it. */
public final class AccessRules {
    private AccessRules() {}

    /** Who may call; null when anyone may. */
    public static @Nullable AccessRule of(Operation operation) {
        if (operation.security().isPublic()) {
            return null;
        }
        var requirements = operation.security().alternatives().stream()
                .map(needed -> new Requirement(Set.copyOf(needed.roles()), Set.copyOf(needed.scopes())))
                .toList();
        String kind = operation.extension().access().kind();
        return new AccessRule(
                requirements,
                kind == null ? null : CallerKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                operation.extension().access().context());
    }
}
