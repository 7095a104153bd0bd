package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.auth.token.Reason;
import dev.verge.observation.Observation.KeysRefreshFailed;
import dev.verge.observation.Observation.RequestFailed;
import dev.verge.testing.Futures;
import dev.verge.testing.TestKey;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows 66 and 67: issuers that answer with anything but keys. The door neither opens nor closes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyServerAttackTest {
    private static final int MEGABYTE = 1 << 20;

    private final GuardedApi api = GuardedApi.start(Map.of());
    private final TestKey good = api.issuer.signing();
    private final TestKey stranger = TestKey.rsa("unknown", 2048);

    /** What an issuer answers. */
    private record Lie(String name, Handler<HttpServerRequest> handler) {
        @Override
        public String toString() {
            return name;
        }
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @AfterEach
    void answerWell() {
        api.issuer.answerWell();
        api.letKeysAge(Duration.ofSeconds(61));
        Futures.result(api.keys("test").refresh());
        api.letKeysAge(Duration.ofSeconds(61));
    }

    Stream<Lie> documents() {
        JsonObject jwk = good.jwk();
        Buffer keys = new JsonObject().put("keys", new JsonArray().add(jwk)).toBuffer();
        var many = new JsonArray();
        for (int i = 0; i < 101; i++) {
            many.add(good.as("key-" + i, "RS256").jwk());
        }
        return Stream.of(
                status(301),
                status(302),
                status(307),
                status(401),
                status(404),
                status(429),
                status(500),
                status(503),
                lie("status 204", response -> response.setStatusCode(204).end()),
                lie("status 203 with keys", response -> response.setStatusCode(203)
                        .end(keys)),
                lie("HTML", response -> response.end("<!DOCTYPE html><html><body>Sign in</body></html>")),
                lie("nothing", HttpServerResponse::end),
                lie("a cut document", response -> response.end(keys.slice(0, keys.length() - 10))),
                lie("a document and more", response -> response.end(keys.copy().appendString("x"))),
                lie(
                        "an array",
                        response -> response.end(new JsonArray().add(jwk).encode())),
                lie("a key without set", response -> response.end(jwk.encode())),
                lie("null", response -> response.end("null")),
                lie("keys null", response -> response.end("{\"keys\":null}")),
                lie("keys an object", response -> response.end("{\"keys\":{}}")),
                lie(
                        "keys twice",
                        response ->
                                response.end("{\"keys\":[]," + keys.toString().substring(1))),
                lie("67 no keys", response -> response.end("{\"keys\":[]}")),
                lie("67 keys of other types", response -> response.end("{\"keys\":[1,\"x\",null,[],{}]}")),
                lie(
                        "101 keys",
                        response ->
                                response.end(new JsonObject().put("keys", many).encode())),
                lie(
                        "a number of eleven digits in the exponent",
                        response -> response.end("{\"keys\":[{\"n\":1e99999999999}]}")),
                lie("depth", response -> response.end("{\"keys\":" + "[".repeat(100_000))),
                lie("UTF-16", response -> response.end(Buffer.buffer(keys.toString(), "UTF-16"))),
                lie("257 KiB", response -> response.end(keys.copy().appendString(" ".repeat(257 * 1024)))),
                lie("10 MB", response -> response.end(Buffer.buffer(new byte[10 * MEGABYTE]))),
                lie("10 MB in pieces", response -> {
                    response.setChunked(true);
                    for (int i = 0; i < 10; i++) {
                        response.write(Buffer.buffer(new byte[MEGABYTE]));
                    }
                    response.end();
                }),
                lie("gzip", response -> response.putHeader("Content-Encoding", "gzip")
                        .end(gzip(keys.getBytes()))),
                lie("a bomb in gzip", response -> response.putHeader("Content-Encoding", "gzip")
                        .end(gzip(new byte[20 * MEGABYTE]))),
                lie("a header section of 1 MB", response -> response.putHeader("X", "x".repeat(MEGABYTE))
                        .end(keys)),
                new Lie("less than promised", request -> {
                    request.response()
                            .putHeader("Content-Length", "" + (keys.length() + 1))
                            .write(keys);
                    api.vertx.setTimer(20, later -> request.connection().close());
                }),
                new Lie("a closed connection", request -> request.connection().close()));
    }

    @ParameterizedTest(name = "66 JWKS is {0}")
    @MethodSource("documents")
    void keepsTheLastGoodKeysWhateverTheDocumentIs(Lie lie) {
        api.issuer.answerKeys(lie.handler());
        assertRefreshFails();
    }

    Stream<Lie> discoveries() {
        String iss = api.issuer.issuer();
        return Stream.concat(
                documents(),
                Stream.of(
                        discovery(
                                "of another issuer",
                                new JsonObject().put("issuer", iss + "/x").put("jwks_uri", iss + "/keys")),
                        discovery("without issuer", new JsonObject().put("jwks_uri", iss + "/keys")),
                        discovery("without jwks_uri", new JsonObject().put("issuer", iss)),
                        uri("a number", 1),
                        uri("empty", ""),
                        uri("no URI", "http://[:"),
                        uri("a path", "/keys"),
                        uri("a file", "file:///etc/passwd"),
                        uri("plain http elsewhere", "http://keys.example/keys"),
                        uri("plain http in a private network", "http://169.254.169.254/keys"),
                        uri("with credentials", "http://a:b@127.0.0.1/keys"),
                        uri("at port 99999", "https://127.0.0.1:99999/keys"),
                        uri("at port 0", "https://127.0.0.1:0/keys"),
                        uri("at port -1", "https://127.0.0.1:-1/keys"),
                        uri("at a port where nobody listens", "https://127.0.0.1:1/keys"),
                        uri("with a line feed", "https://127.0.0.1:1/keys\r\nX: y"),
                        uri("with a space", "https://127.0.0.1:1/a b"),
                        uri("of a host that cannot be", "https://" + "x".repeat(300) + "/keys")));
    }

    @ParameterizedTest(name = "66 discovery document is {0}")
    @MethodSource("discoveries")
    void keepsTheLastGoodKeysWhateverTheDiscoveryDocumentIs(Lie lie) {
        api.issuer.answerDiscovery(lie.handler());
        assertRefreshFails();
    }

    @Test
    @DisplayName("66 keys that have moved")
    void looksAgainWhereTheKeysAreOnceTheyAreGone() {
        String iss = api.issuer.issuer();
        TestKey key = stranger.as("key-moved", "RS256");
        api.issuer.answerKeys(request -> request.response().setStatusCode(404).end());
        assertUnknownKeyIs(503);
        JsonObject moved = new JsonObject().put("issuer", iss).put("jwks_uri", iss + "/moved");
        api.issuer.answerDiscovery(request -> request.response()
                .end((request.path().equals("/moved")
                                ? new JsonObject().put("keys", new JsonArray().add(key.jwk()))
                                : moved)
                        .toBuffer()));
        api.letKeysAge(Duration.ofSeconds(31));
        assertThat(api.get("/any", token(key)).status()).isEqualTo(204);
    }

    private void assertRefreshFails() {
        assertThat(Futures.failure(api.keys("test").refresh())).isNotNull();
        assertThat(api.get("/any", token(good)).status()).isEqualTo(204);
        assertUnknownKeyIs(503);
        assertUnknownKeyIs(503);
        assertThat(api.get("/any", token(good)).status()).isEqualTo(204);
        assertThat(api.observed(RequestFailed.class)).isEmpty();
        assertThat(api.observed(KeysRefreshFailed.class)).isNotEmpty().allSatisfy(failed -> assertThat(failed.reason())
                .doesNotContain("Exception", "http", "html", "127.0.0.1"));
    }

    private void assertUnknownKeyIs(int status) {
        Answer answer = api.get("/any", token(stranger));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(api.decision(answer).reason()).isEqualTo(Reason.KEYS_UNAVAILABLE.code());
    }

    private String token(TestKey key) {
        return key.token(Issuers.header(key), api.issuer.claims().put("scp", "use"));
    }

    private static Lie lie(String name, Consumer<HttpServerResponse> answer) {
        return new Lie(name, request -> answer.accept(request.response()));
    }

    /** With a place to go to, that would be good. */
    private Lie status(int status) {
        return lie("status " + status, response -> response.setStatusCode(status)
                .putHeader("Location", api.issuer.issuer() + "/.well-known/openid-configuration")
                .end());
    }

    private static Lie discovery(String name, JsonObject document) {
        return lie(name, response -> response.end(document.encode()));
    }

    private Lie uri(String name, Object address) {
        return discovery(
                "right, with keys " + name,
                new JsonObject().put("issuer", api.issuer.issuer()).put("jwks_uri", address));
    }

    private static Buffer gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
