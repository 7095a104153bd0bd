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
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer that signs whatever a test wants and answers as a test wants. */
public final class TestIssuer {
    public static final String AUDIENCE = "api";

    /** A key of this issuer; its id and whether it is listed are the test's to say. */
    public record Key(String id, KeyPair pair) {}

    private final HttpServer server;
    private final List<Key> listed = new CopyOnWriteArrayList<>();
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile Key signing = key("key-1", 2048);
    private volatile Handler<HttpServerRequest> keysAnswer = this::listKeys;
    private volatile Handler<HttpServerRequest> discoveryAnswer = this::discover;

    private TestIssuer(Vertx vertx) {
        listed.add(signing);
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
                issuer() + "/.well-known/openid-configuration",
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
        return sign(header.encode(), claims.encode());
    }

    /** Any two texts, signed. */
    public String sign(String header, String claims) {
        return sign(header.getBytes(StandardCharsets.UTF_8), claims.getBytes(StandardCharsets.UTF_8));
    }

    public String sign(byte[] header, byte[] claims) {
        return signText(encode(header) + "." + encode(claims), "SHA256withRSA");
    }

    public String signText(String text, String algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(signing.pair().getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return text + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public JsonObject header() {
        return new JsonObject().put("typ", "JWT").put("alg", "RS256").put("kid", signing.id());
    }

    /** The claims of a good token without roles and scopes. */
    public JsonObject claims() {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", issuer())
                .put("aud", AUDIENCE)
                .put("sub", "subject")
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + 3_600);
    }

    /** Signs with a new key from now on; lists it beside the others. */
    public void rotate(String id) {
        signWith(key(id, 2048));
        listed.add(signing);
    }

    /** Signs with a key that is not listed. */
    public void signWith(Key key) {
        signing = key;
    }

    public Key signing() {
        return signing;
    }

    /** No longer lists a key. */
    public void withdraw(String id) {
        listed.removeIf(key -> key.id().equals(id));
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

    public static Key key(String id, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new Key(id, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static JsonObject jwk(Key key) {
        var numbers = (RSAPublicKey) key.pair().getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("kid", key.id())
                .put("n", encode(unsigned(numbers.getModulus())))
                .put("e", encode(unsigned(numbers.getPublicExponent())));
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
                        .put("issuer", issuer())
                        .put("jwks_uri", issuer() + "/keys")
                        .encode());
    }

    private void listKeys(HttpServerRequest request) {
        var keys = new JsonArray();
        listed.forEach(key -> keys.add(jwk(key)));
        request.response().end(new JsonObject().put("keys", keys).encode());
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
