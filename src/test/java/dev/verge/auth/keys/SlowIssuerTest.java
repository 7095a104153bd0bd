package dev.verge.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Row 66 again: issuers that take their time. All at once, for each of them costs the whole time limit. */
class SlowIssuerTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<JwksCache> caches = new ArrayList<>();

    @AfterEach
    void stop() {
        Futures.result(Future.join(caches.stream().map(JwksCache::close).toList()));
        Futures.result(vertx.close());
    }

    @Test
    @DisplayName("66 JWKS slow-loris")
    void givesUpAfterFiveSecondsWhateverTheIssuerDoesMeanwhile() {
        Futures.result(
                cache(TestIssuer.start(vertx).settings().issuers().get(0)).refresh());
        List<Future<Long>> fetches = List.of(
                keys(request -> {}),
                keys(request -> request.response().setChunked(true).write(" ")),
                keys(this::drip),
                keys(request -> request.response().writeContinue()),
                discovery(request -> {}),
                discovery(this::drip),
                mute());
        fetches.forEach(fetch -> assertThat(Futures.result(fetch)).isBetween(1_900L, 9_000L));
    }

    /** A byte at a time, so that the connection is never silent. */
    private void drip(HttpServerRequest request) {
        request.response().setChunked(true);
        long timer = vertx.setPeriodic(50, tick -> request.response().write(" "));
        request.response().exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.response().closeHandler(gone -> vertx.cancelTimer(timer));
    }

    private Future<Long> keys(Handler<HttpServerRequest> answer) {
        TestIssuer issuer = TestIssuer.start(vertx);
        issuer.answerKeys(answer);
        return refusal(cache(issuer.settings().issuers().get(0)));
    }

    private Future<Long> discovery(Handler<HttpServerRequest> answer) {
        TestIssuer issuer = TestIssuer.start(vertx);
        issuer.answerDiscovery(answer);
        return refusal(cache(issuer.settings().issuers().get(0)));
    }

    /** Accepts a connection and says nothing, not even for TLS. */
    private Future<Long> mute() {
        NetServer server = Futures.result(
                vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
        String iss = "https://127.0.0.1:" + server.actualPort();
        return refusal(cache(new IssuerSettings(
                "mute",
                TokenDialect.OIDC,
                iss,
                List.of(),
                iss + "/.well-known/openid-configuration",
                List.of("api"),
                List.of("RS256"),
                "roles",
                "scp")));
    }

    private JwksCache cache(IssuerSettings issuer) {
        var cache = new JwksCache(
                vertx, issuer, TestIssuer.settings(issuer), observation -> {}, System::nanoTime, new Random(1));
        caches.add(cache);
        return cache;
    }

    /** After how many milliseconds a refresh fails. */
    private static Future<Long> refusal(JwksCache cache) {
        long started = System.nanoTime();
        return cache.refresh()
                .timeout(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS)
                .transform(done -> done.succeeded()
                        ? Future.failedFuture("it succeeded")
                        : Future.succeededFuture(
                                Duration.ofNanos(System.nanoTime() - started).toMillis()));
    }
}
