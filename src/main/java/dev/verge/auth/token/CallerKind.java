package dev.verge.auth.token;

import java.util.Locale;

/** Whether a person calls, through an application, or an application on its own behalf. */
public enum CallerKind {
    /** A token with a user's delegation, and so with scopes. */
    USER,
    /** A token that an application got with its own credentials. */
    APP;

    /** The word for it in a contract and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
