package dev.verge.auth;

import dev.verge.auth.keys.JwksCache;
import dev.verge.config.IdentitySettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/** Finds out who calls. One per event loop, for {@link JwtVerifier} is. */
public final class Authenticator {

    /** Verifies tokens of this issuer with its keys. */
    public Authenticator(Vertx vertx, IdentitySettings settings, JwksCache keys, Clock clock) {}

    /**
     * The caller that the credentials prove.
     *
     * @param authorization the values of every {@code Authorization} field line of the request
     * @return fails with UNAUTHENTICATED, MALFORMED_REQUEST or UNAVAILABLE
     */
    public Future<Caller> authenticate(List<String> authorization) {
        return Future.failedFuture("being written");
    }
}
