package dev.verge.auth;

import dev.verge.auth.VerifiedTokens.VerifiedToken;
import dev.verge.auth.issuer.TrustedIssuer;
import dev.verge.auth.issuer.TrustedIssuer.Candidate;
import dev.verge.auth.issuer.TrustedIssuers;
import dev.verge.auth.jose.VerificationKey;
import dev.verge.auth.keys.JwksCache;
import dev.verge.auth.keys.KeysUnavailableException;
import dev.verge.auth.token.Caller;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.RefusalException;
import dev.verge.auth.token.Token;
import dev.verge.auth.token.TokenReader;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/**
 * Finds out who calls, from a bearer token in the {@code Authorization} header (RFC 6750, section 2.1) and nowhere else.
 * One per event loop.
 *
 * <p>What costs least comes first: the token's form, its claims, then its key, at last its signature. Nothing is believed
 * before the signature held.
 */
public final class Authenticator {
    private final TrustedIssuers issuers;
    private final VerifiedTokens verified;
    private final Clock clock;
    private final Signatures signatures = new Signatures();

    /** Verifies tokens of these issuers; remembers good ones together with every other event loop. */
    public Authenticator(TrustedIssuers issuers, VerifiedTokens verified, Clock clock) {
        this.issuers = issuers;
        this.verified = verified;
        this.clock = clock;
    }

    /**
     * The caller that the credentials prove. Usually complete at once; completes on the caller's context when keys have
     * to be fetched first.
     *
     * @param authorization the values of every {@code Authorization} field line of the request
     * @return fails with {@link RefusalException} and with nothing else
     */
    public Future<Caller> authenticate(List<String> authorization) {
        try {
            String text = Credentials.bearerToken(authorization);
            VerifiedToken known = verified.find(text);
            return known == null ? verify(text) : Future.succeededFuture(remembered(text, known));
        } catch (RuntimeException e) {
            return Future.failedFuture(told(refusal(e)));
        }
    }

    /** While there is no key at all nothing can be told of any token, so callers must not give theirs up. */
    private RefusalException told(RefusalException refusal) {
        boolean ofToken = refusal.reason() != Reason.NO_CREDENTIALS && refusal.reason() != Reason.MALFORMED_CREDENTIALS;
        return ofToken && issuers.keys().stream().noneMatch(JwksCache::ready)
                ? Reason.KEYS_UNAVAILABLE.exception().of(refusal.facts())
                : refusal;
    }

    private Caller remembered(String text, VerifiedToken token) {
        try {
            token.times().check(clock.millis());
            return token.caller();
        } catch (RefusalException e) {
            verified.remove(text);
            throw e.of(token.caller().facts());
        }
    }

    private Future<Caller> verify(String text) {
        Token token = TokenReader.read(text);
        try {
            TrustedIssuer issuer = issuers.find(token.claims());
            Candidate candidate = issuer.candidate(token, clock.millis());
            VerificationKey known = issuer.keys().known(token.keyId());
            if (known != null) {
                return Future.succeededFuture(verified(text, token, issuer, candidate, known));
            }
            return issuer.keys()
                    .find(token.keyId())
                    .map(found -> found.orElseThrow(Reason.UNKNOWN_KEY::exception))
                    .map(key -> verified(text, token, issuer, candidate, key))
                    .recover(failure -> Future.failedFuture(refusal(failure).of(UnverifiedFacts.of(token))));
        } catch (RuntimeException e) {
            throw refusal(e).of(UnverifiedFacts.of(token));
        }
    }

    private Caller verified(String text, Token token, TrustedIssuer issuer, Candidate candidate, VerificationKey key) {
        if (token.algorithm() != key.algorithm()) {
            throw Reason.ALGORITHM_NOT_ALLOWED.exception();
        }
        issuer.checkKey(key, token.claims());
        if (!signatures.verify(token, key)) {
            issuer.keys().suspect(key.id());
            throw Reason.BAD_SIGNATURE.exception();
        }
        verified.put(text, new VerifiedToken(candidate.caller(), candidate.times(), key, issuer));
        return candidate.caller();
    }

    /** Whatever is not expected refuses too. */
    private static RefusalException refusal(Throwable failure) {
        if (failure instanceof RefusalException refusal) {
            return refusal;
        }
        return failure instanceof KeysUnavailableException
                ? Reason.KEYS_UNAVAILABLE.exception()
                : Reason.CLAIMS_NOT_ACCEPTABLE.exception();
    }
}
