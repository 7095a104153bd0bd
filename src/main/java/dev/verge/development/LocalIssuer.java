package dev.verge.development;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** An OpenID issuer on this machine, for the dev mode only, whose tokens have the shape of Entra ID v2 access tokens. */
public final class LocalIssuer {
    /** The {@code aud} of every token: a client id as Entra ID gives them. */
    public static final String AUDIENCE = "5a3d2e10-7c41-4b8e-9f26-1d0c8b7a6e54";

    private LocalIssuer() {}

    /** Opens the issuer on 127.0.0.1; port 0 takes a free one. */
    public static Future<LocalIssuer> start(Vertx vertx, int port, List<SampleCaller> callers) {
        return Future.failedFuture("being written");
    }

    /** The {@code iss} of its tokens. */
    public String issuer() {
        return "";
    }

    /** Where it listens: {@code http://127.0.0.1:<port>}. */
    public String url() {
        return "";
    }

    /** Where a caller's token is, for {@code curl -s}: {@code <url>/token/<name>}. */
    public String tokenUrl(SampleCaller caller) {
        return "";
    }

    /** Replaces the sample callers. */
    public void callers(List<SampleCaller> callers) {}

    /** Closes the port. */
    public Future<Void> stop() {
        return Future.succeededFuture();
    }
}
