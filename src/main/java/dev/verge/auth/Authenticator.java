package dev.verge.auth;

import dev.verge.auth.keys.JwksCache;
import dev.verge.auth.keys.VerificationKey;
import dev.verge.config.IdentitySettings;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out who calls, from a bearer token in the {@code Authorization} header (RFC 6750, section 2.1) and nowhere else.
 * One per event loop, for {@link JwtVerifier} is.
 */
public final class Authenticator {
    private static final Pattern CREDENTIALS =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?: (.*))?", Pattern.DOTALL);
    /** One thing that may be a token, without space before it; whether it is one is for {@link TokenReader}. */
    private static final Pattern TOKEN = Pattern.compile("\\{.*|[^\\s,][^,]*", Pattern.DOTALL);

    private final JwksCache keys;
    private final JwtVerifier verifier;
    private final ClaimRules rules;

    /** Verifies tokens of this issuer with its keys. */
    public Authenticator(Vertx vertx, IdentitySettings settings, JwksCache keys, Clock clock) {
        this.keys = keys;
        this.verifier = new JwtVerifier(vertx, settings);
        this.rules = new ClaimRules(settings, clock);
    }

    /**
     * The caller that the credentials prove. Usually complete at once; completes on the caller's context when keys have
     * to be fetched first.
     *
     * @param authorization the values of every {@code Authorization} field line of the request
     * @return fails with UNAUTHENTICATED or MALFORMED_REQUEST, each with its challenge, or with UNAVAILABLE when there are
     *     no keys to tell
     */
    public Future<Caller> authenticate(List<String> authorization) {
        try {
            Token token = TokenReader.read(bearerToken(authorization));
            rules.checkUnverified(token.claims());
            return keys.find(token.keyId())
                    .map(found -> found.orElseThrow(TokenFault.UNKNOWN_KEY::exception))
                    .compose(key -> verified(token, key))
                    .recover(Authenticator::refuse);
        } catch (RuntimeException e) {
            return refuse(e);
        }
    }

    private static String bearerToken(List<String> authorization) {
        if (authorization.isEmpty()) {
            throw unauthenticated(Challenge.noCredentials());
        }
        Matcher credentials = CREDENTIALS.matcher(authorization.get(0));
        if (authorization.size() > 1 || !credentials.matches()) {
            throw malformed();
        }
        if (!credentials.group(1).equalsIgnoreCase("Bearer")) {
            throw unauthenticated(Challenge.noCredentials());
        }
        String token = credentials.group(2);
        if (token == null || !TOKEN.matcher(token).matches()) {
            throw malformed();
        }
        return token;
    }

    private Future<Caller> verified(Token token, VerificationKey key) {
        return verifier.verify(token, key).map(good -> rules.caller(token.claims(), key));
    }

    /** The one place where a fault of the token becomes an answer. Whatever is not expected refuses too. */
    private static Future<Caller> refuse(Throwable failure) {
        return Future.failedFuture(
                failure instanceof InvalidTokenException invalid
                        ? unauthenticated(Challenge.invalidToken(invalid.fault()))
                        : failure);
    }

    private static RuntimeException unauthenticated(String challenge) {
        return Problem.of(ProblemType.UNAUTHENTICATED)
                .withHeader("WWW-Authenticate", challenge)
                .exception();
    }

    private static RuntimeException malformed() {
        return Problem.of(ProblemType.MALFORMED_REQUEST, "The credentials are not one well-formed bearer token")
                .withHeader("WWW-Authenticate", Challenge.invalidRequest())
                .exception();
    }
}
