package dev.verge.testing;

import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An issuer that signs whatever a test wants and answers as a test wants. It stands for every issuer below its address: a
 * directory of Entra ID too, by the paths that the preset asks for.
 */
public final class TestIssuer {
    public static final String AUDIENCE = "api";

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    private final HttpServer server;
    private final List<JsonObject> listed = new CopyOnWriteArrayList<>();
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile Clock clock = Clock.systemUTC();
    private volatile TestKey signing = key("key-1", 2048);
    private volatile Handler<HttpServerRequest> keysAnswer = this::listKeys;
    private volatile Handler<HttpServerRequest> discoveryAnswer = this::discover;

    private TestIssuer(Vertx vertx) {
        listed.add(signing.jwk());
        server = vertx.createHttpServer().requestHandler(this::handle);
    }

    /** Listens on a free port of 127.0.0.1. */
    public static TestIssuer start(Vertx vertx) {
        var issuer = new TestIssuer(vertx);
        HttpServer ignored = Futures.result(issuer.server.listen(0, "127.0.0.1"));
        return issuer;
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public IdentitySettings settings() {
        return settings(TokenDialect.OIDC, issuer(), List.of());
    }

    /** Trusts this issuer alone, for tokens of a dialect. */
    public IdentitySettings settings(TokenDialect dialect, String iss, List<String> tenants) {
        return settings(new IssuerSettings(
                "test",
                dialect,
                iss,
                tenants,
                issuer() + WELL_KNOWN,
                List.of(AUDIENCE),
                List.of("RS256"),
                "roles",
                "scp"));
    }

    /** Trusts these issuers. */
    public static IdentitySettings settings(IssuerSettings... issuers) {
        return new IdentitySettings(
                List.of(issuers), null, Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofMinutes(15), 1 << 20);
    }

    /** A good token with these roles. */
    public String token(String... roles) {
        return token(claims().put("roles", new JsonArray(List.of(roles))).put("scp", "use"));
    }

    /** A token of exactly these claims, signed by the current key. */
    public String token(JsonObject claims) {
        return token(header(), claims);
    }

    public String token(JsonObject header, JsonObject claims) {
        return signing.token(header, claims);
    }

    /** Any two texts, signed. */
    public String sign(String header, String claims) {
        return sign(header.getBytes(StandardCharsets.UTF_8), claims.getBytes(StandardCharsets.UTF_8));
    }

    public String sign(byte[] header, byte[] claims) {
        return signing.sign(TestKey.encode(header) + "." + TestKey.encode(claims));
    }

    public JsonObject header() {
        return new JsonObject()
                .put("typ", "JWT")
                .put("alg", signing.algorithm())
                .put("kid", signing.id());
    }

    /** The claims of a good token without roles and scopes. */
    public JsonObject claims() {
        long now = clock.instant().getEpochSecond();
        return new JsonObject()
                .put("iss", issuer())
                .put("aud", AUDIENCE)
                .put("sub", "subject")
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + 3_600);
    }

    /** Issues tokens by this clock from now on. */
    public void follow(Clock other) {
        clock = other;
    }

    /** Signs with a new key from now on; lists it beside the others. */
    public void rotate(String id) {
        signWith(key(id, 2048));
        list(signing.jwk());
    }

    /** Signs with a key that is not listed. */
    public void signWith(TestKey key) {
        signing = key;
    }

    public TestKey signing() {
        return signing;
    }

    /** Lists a key too, good or not. */
    public void list(JsonObject jwk) {
        listed.add(jwk);
    }

    /** No longer lists a key. */
    public void withdraw(String id) {
        listed.removeIf(jwk -> id.equals(jwk.getValue("kid")));
    }

    public void answerKeys(Handler<HttpServerRequest> answer) {
        keysAnswer = answer;
    }

    public void answerDiscovery(Handler<HttpServerRequest> answer) {
        discoveryAnswer = answer;
    }

    /** Answers as it should again. */
    public void answerWell() {
        keysAnswer = this::listKeys;
        discoveryAnswer = this::discover;
    }

    /** Lists its keys again. */
    public void answerKeysWell() {
        keysAnswer = this::listKeys;
    }

    /** How often the keys were asked for. */
    public int fetches() {
        return fetches.get();
    }

    public void stop() {
        Futures.result(server.close());
    }

    public static TestKey key(String id, int bits) {
        return TestKey.rsa(id, bits);
    }

    public static JsonObject jwk(TestKey key) {
        return key.jwk();
    }

    public static String encode(byte[] bytes) {
        return TestKey.encode(bytes);
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals("/keys")) {
            fetches.incrementAndGet();
            keysAnswer.handle(request);
        } else {
            discoveryAnswer.handle(request);
        }
    }

    private void discover(HttpServerRequest request) {
        request.response()
                .end(new JsonObject()
                        .put("issuer", issuer(request.path().replace(WELL_KNOWN, "")))
                        .put("jwks_uri", issuer() + "/keys")
                        .encode());
    }

    /** Whose discovery document stands below this path: Entra ID has two, by the version of its tokens. */
    private String issuer(String path) {
        String tenant = path.replace("/v2.0", "").replace("organizations", IssuerSettings.TENANT);
        boolean first = !path.endsWith("/v2.0") && tenant.matches("/([0-9a-f-]{36}|\\{tenantid})");
        return first
                ? "https://sts.windows.net" + tenant + "/"
                : issuer() + path.replace("organizations", "{tenantid}");
    }

    private void listKeys(HttpServerRequest request) {
        request.response()
                .end(new JsonObject()
                        .put("keys", new JsonArray(List.copyOf(listed)))
                        .encode());
    }
}
