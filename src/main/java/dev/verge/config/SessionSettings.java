package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction's session knows of its caller, for row-level security.
 *
 * @param claims whether it knows the claims, unless an operation says otherwise
 * @param role the role that transactions with claims run under; null for that of the login
 * @param anonymousRole the same for operations that anyone may call
 * @param roleClaim the claim that names the role instead; null when none does
 */
public record SessionSettings(
        boolean claims,
        @Nullable String role,
        @Nullable String anonymousRole,
        @Nullable String roleClaim) {

    static SessionSettings read(SettingsReader reader) {
        return new SessionSettings(
                reader.choice("database.session", "none", List.of("none", "claims"))
                        .equals("claims"),
                reader.optional("database.role"),
                reader.optional("database.anonymousRole"),
                reader.optional("database.roleClaim"));
    }

    /** Whether transactions with claims run under another role than that of the login. */
    public boolean changesRole() {
        return role != null || anonymousRole != null || roleClaim != null;
    }
}
