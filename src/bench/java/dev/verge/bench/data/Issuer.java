package dev.verge.bench.data;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** An issuer on the loopback address whose documents, keys and access tokens have the shape of Entra ID's (v2, RS256). */
public final class Issuer {
    public static final String TENANT = "7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c";
    public static final String AUDIENCE = "5a3d2e10-7c41-4b8e-9f26-1d0c8b7a6e54";

    private static final String PATH = "/" + TENANT + "/v2.0";
    private static final int LIFETIME_SECONDS = 86_400;

    private final SigningKey key;
    private final HttpServer server;

    private Issuer(Vertx vertx, SigningKey key) {
        this.key = key;
        this.server = vertx.createHttpServer().requestHandler(this::answer);
    }

    /** Opens one on a free port; for a thread that may wait. */
    public static Issuer start(Vertx vertx) throws GeneralSecurityException, ExecutionException, InterruptedException {
        var issuer = new Issuer(vertx, SigningKey.generate());
        HttpServer ignored = issuer.server
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        return issuer;
    }

    /** Where the directory is, for the setting {@code authority}. */
    public String authority() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** The {@code iss} of its tokens. */
    public String issuer() {
        return authority() + PATH;
    }

    /** How a node is told to trust it. */
    public Map<String, String> settings() {
        return Map.of(
                "identity.issuers.bench.preset",
                "entra",
                "identity.issuers.bench.tenant",
                TENANT,
                "identity.issuers.bench.client",
                AUDIENCE,
                "identity.issuers.bench.authority",
                authority());
    }

    /** Different good tokens, the n-th being one of the user n modulo a number of users; takes about 1 ms for each. */
    public List<String> tokens(int count, int users) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(n -> key.sign(claims(Workload.user(n % users), "member")))
                .toList();
    }

    /** A token that grants nothing. */
    public String tokenWithoutRole() {
        return key.sign(claims(Workload.user(0), "visitor"));
    }

    private JsonObject claims(String oid, String role) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("aud", AUDIENCE)
                .put("iss", issuer())
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + LIFETIME_SECONDS)
                .put("azp", "c0ffee00-2b1d-4e6f-8a90-3f5d7c9b1e20")
                .put("azpacr", "0")
                .put("name", "A user of the benchmark")
                .put("oid", oid)
                .put("preferred_username", oid + "@bench.example")
                .put("rh", "0.bench.")
                .put("roles", new JsonArray().add(role))
                .put("scp", "access_as_user")
                .put("sub", oid)
                .put("tid", TENANT)
                .put("uti", UUID.randomUUID().toString())
                .put("ver", "2.0");
    }

    private void answer(HttpServerRequest request) {
        var document = request.path().equals(PATH + "/keys")
                ? new JsonObject().put("keys", new JsonArray().add(key.jwk(issuer())))
                : new JsonObject().put("issuer", issuer()).put("jwks_uri", issuer() + "/keys");
        request.response().putHeader("Content-Type", "application/json").end(document.encode());
    }
}
