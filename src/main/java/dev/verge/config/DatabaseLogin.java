package dev.verge.config;

import org.jspecify.annotations.Nullable;

/**
 * Whom the server takes this node for.
 *
 * @param user the role to log in as
 * @param password its password; null when the server asks for none
 */
public record DatabaseLogin(String user, @Nullable String password) {

    /** Shows who it is without showing what proves it. */
    @Override
    public String toString() {
        return "DatabaseLogin[user=" + user + "]";
    }
}
