package dev.verge.auth.diagnosis;

import dev.verge.auth.AccessControl;
import dev.verge.auth.AccessRule;
import dev.verge.auth.Identity;
import dev.verge.auth.Requirement;
import dev.verge.auth.diagnosis.Verdict.Outcome;
import dev.verge.auth.issuer.TrustedIssuer;
import dev.verge.auth.keys.JwksCache;
import dev.verge.auth.token.Caller;
import dev.verge.auth.token.RefusalException;
import dev.verge.auth.token.Token;
import dev.verge.config.IdentitySettings;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says step by step why these settings accept or refuse a token, then what the server itself says of it. */
public final class TokenExplainer {
    private static final AccessRule ANY = new AccessRule(List.of(new Requirement(Set.of(), Set.of())), null, null);

    private static final String NOT_LOOKED_AT = "not looked at";

    private final Identity identity;
    private final IdentitySettings settings;
    private final Clock clock;

    /**
     * Explains by these settings.
     *
     * @param identity made of the same settings and clock, and not started
     * @param clock best one that stands still, so that a token does not expire between a step and the verdict
     */
    public TokenExplainer(Identity identity, IdentitySettings settings, Clock clock) {
        this.identity = identity;
        this.settings = settings;
        this.clock = clock;
    }

    /** Looks at everything; never fails. */
    public Future<Explanation> explain(Question question) {
        return (question.offline() ? Future.<Void>succeededFuture() : fetchKeys())
                .compose(done -> explainWithKeys(question));
    }

    /** A server has its keys before it looks at any token; without them it can tell nothing of one. */
    private Future<Void> fetchKeys() {
        return Future.join(identity.keys().stream().map(JwksCache::refresh).toList())
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private Future<Explanation> explainWithKeys(Question question) {
        long now = clock.millis();
        var steps = new Steps();
        UnverifiedToken unverified = UnverifiedToken.of(question.token());
        Token token = FormSteps.add(steps, question.token(), unverified);
        TrustedIssuer issuer = issuer(steps, token);
        Caller caller = caller(steps, token, issuer, now);
        return keys(steps, question, token, issuer).compose(done -> {
            PermissionStep.add(steps, token, issuer, caller);
            OperationStep.add(steps, question, caller);
            var advice = new Advice(settings, unverified, issuer, question.rule());
            return verdict(steps, question, caller)
                    .map(verdict -> new Explanation(
                            TokenSays.of(unverified, now), steps.list(), verdict, advice.of(steps, verdict)));
        });
    }

    private @Nullable TrustedIssuer issuer(Steps steps, @Nullable Token token) {
        if (token == null) {
            steps.skipped(NOT_LOOKED_AT, "issuer");
            return null;
        }
        String named = "iss " + Printable.text(token.claims().getValue("iss"));
        try {
            TrustedIssuer issuer = identity.issuers().find(token.claims());
            steps.passed("issuer", named + " is identity.issuers." + issuer.name());
            return issuer;
        } catch (RuntimeException e) {
            List<String> accepted = settings.issuers().stream()
                    .flatMap(issuer -> issuer.issuers().stream())
                    .toList();
            steps.refused("issuer", Steps.reason(e), named + "; accepted: " + Printable.names(accepted));
            return null;
        }
    }

    private static @Nullable Caller caller(
            Steps steps, @Nullable Token token, @Nullable TrustedIssuer issuer, long now) {
        if (token != null && issuer != null) {
            return ClaimSteps.add(steps, token, issuer, now);
        }
        ClaimSteps.skip(steps, token == null ? NOT_LOOKED_AT : "each issuer has its own rules");
        return null;
    }

    /** A server looks for a key only when nothing else is wrong, and so do the steps; with no key at all it stops there. */
    private Future<Void> keys(Steps steps, Question question, @Nullable Token token, @Nullable TrustedIssuer issuer) {
        if (token != null && issuer != null && steps.allPassed() && !question.offline()) {
            return new KeySteps(steps, token, issuer).add();
        }
        if (!question.offline() && identity.keys().stream().noneMatch(JwksCache::ready)) {
            KeySteps.refuse(steps, identity.keys());
            return Future.succeededFuture();
        }
        KeySteps.skip(steps, steps.allPassed() ? "no key was fetched" : NOT_LOOKED_AT);
        return Future.succeededFuture();
    }

    private Future<Verdict> verdict(Steps steps, Question question, @Nullable Caller caller) {
        var control = new AccessControl(
                Objects.requireNonNullElse(question.rule(), ANY), identity.authenticator(), identity.challenges());
        if (!question.offline()) {
            return control.admit(List.of("Bearer " + question.token()))
                    .map(admitted -> Verdict.of(Outcome.ACCEPTED, admitted))
                    .recover(failure -> Future.succeededFuture(refused(control, (RefusalException) failure)));
        }
        return Future.succeededFuture(
                caller != null && steps.allPassed()
                        ? Verdict.of(Outcome.UNVERIFIED, caller)
                        : refused(control, steps.refusals().get(0).exception()));
    }

    private static Verdict refused(AccessControl control, RefusalException refusal) {
        return Verdict.refused(refusal.reason(), control.answer(refusal).status());
    }
}
