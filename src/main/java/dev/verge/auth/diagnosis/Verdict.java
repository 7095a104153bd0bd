package dev.verge.auth.diagnosis;

import dev.verge.auth.token.Caller;
import dev.verge.auth.token.CallerKind;
import dev.verge.auth.token.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server would do.
 *
 * @param outcome whether the caller gets in
 * @param reason why not; null for a caller who does
 * @param status the HTTP status of the refusal; 0 for a caller who gets in
 * @param kind what kind of caller gets in; null for one who does not
 * @param roles the roles of a caller who gets in
 * @param scopes the scopes of a caller who gets in
 */
public record Verdict(
        Outcome outcome,
        @Nullable Reason reason,
        int status,
        @Nullable CallerKind kind,
        Set<String> roles,
        Set<String> scopes) {
    /** Whether the caller gets in. */
    public enum Outcome {
        /** The caller does. */
        ACCEPTED,
        /** The caller does not. */
        REFUSED,
        /** The caller does if the issuer made the signature, which was not looked at. */
        UNVERIFIED
    }

    static Verdict of(Outcome outcome, Caller caller) {
        return new Verdict(outcome, null, 0, caller.kind(), caller.roles(), caller.scopes());
    }

    static Verdict refused(Reason reason, int status) {
        return new Verdict(Outcome.REFUSED, reason, status, null, Set.of(), Set.of());
    }

    /** Who gets in, ready to print. */
    public String who() {
        return kind == null
                ? "nobody"
                : kind.word() + ", roles " + Printable.names(roles) + ", scopes " + Printable.names(scopes);
    }
}
