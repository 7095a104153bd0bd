package dev.verge.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.ManagementSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ManagementServerTest {
    private final Checks live = new Checks();
    private final Checks ready = new Checks();
    private Vertx vertx;
    private ManagementServer server;

    private record Reply(int status, String contentType, String allow, String body) {}

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        this.vertx = vertx;
        server = await(ManagementServer.listen(
                vertx, new ManagementSettings("127.0.0.1", 0, null, Duration.ofSeconds(5)), live, ready));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Reply request(HttpMethod method, String path) throws Exception {
        return await(vertx.createHttpClient()
                .request(method, server.port(), "127.0.0.1", path)
                .compose(ManagementServerTest::exchange));
    }

    /** Composed on the client's event loop: a body must be asked for before its first bytes are there. */
    private static Future<Reply> exchange(HttpClientRequest request) {
        return request.send().compose(response -> response.body()
                .map(body -> new Reply(
                        response.statusCode(),
                        response.getHeader("Content-Type"),
                        response.getHeader("Allow"),
                        body.toString())));
    }

    @Test
    void namesChecks() throws Exception {
        ready.register("keys", CheckResult::healthy);
        ready.register("database", () -> CheckResult.down("unreachable"));
        var reply = request(HttpMethod.GET, "/ready");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.contentType()).isEqualTo("application/json");
        assertThat(new JsonObject(reply.body())).isEqualTo(new JsonObject("""
                                {"status": "down", "checks": [
                                  {"name": "database", "status": "down", "reason": "unreachable"},
                                  {"name": "keys", "status": "up"}]}"""));
        assertThat(request(HttpMethod.GET, "/live").status()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutBody() throws Exception {
        var reply = request(HttpMethod.HEAD, "/live");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void refusesEverythingElse() throws Exception {
        var unknown = request(HttpMethod.GET, "/other");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.contentType()).isEqualTo("application/problem+json");
        var method = request(HttpMethod.POST, "/live");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.allow()).isEqualTo("GET, HEAD");
    }

    @Test
    void isNotReadyOnceStopping() throws Exception {
        var stopping = new AtomicBoolean();
        ready.register("stopping", () -> stopping.get() ? CheckResult.down("stopping") : CheckResult.healthy());
        assertThat(request(HttpMethod.GET, "/ready").status()).isEqualTo(200);
        stopping.set(true);
        assertThat(request(HttpMethod.GET, "/ready").body()).contains("\"reason\":\"stopping\"");
    }

    @Test
    void findsLoopThatNoLongerBeats() throws Exception {
        var now = new AtomicLong();
        var heartbeats = new Heartbeats(now::get, Duration.ofSeconds(10));
        live.register("event-loops", heartbeats);
        long loop = heartbeats.watch(vertx);
        assertThat(request(HttpMethod.GET, "/live").status()).isEqualTo(200);
        vertx.cancelTimer(loop);
        now.set(Duration.ofSeconds(11).toNanos());
        assertThat(heartbeats.get()).isEqualTo(CheckResult.down("stuck"));
        heartbeats.forget(vertx, loop);
        assertThat(heartbeats.get().up()).isTrue();
    }

    @Test
    void asksAtMostOnceAtTimeAndNeverForProbe() throws Exception {
        var asked = new AtomicInteger();
        var answers = new ArrayDeque<Promise<Void>>();
        var check = PolledCheck.every(Duration.ofMillis(100), vertx, () -> {
            asked.incrementAndGet();
            answers.add(Promise.promise());
            return answers.getLast().future();
        });
        ready.register("database", check);
        for (int i = 0; i < 20; i++) {
            assertThat(request(HttpMethod.GET, "/ready").status()).isEqualTo(503);
        }
        await(vertx.timer(400));
        assertThat(asked).hasValue(1);
        assertThat(check.get()).isEqualTo(CheckResult.down("timeout"));
        answers.getFirst().complete();
        await(vertx.timer(400));
        assertThat(asked).hasValue(2);
    }

    @Test
    void takesThrownFailureForDown() throws Exception {
        var check = PolledCheck.every(Duration.ofHours(1), vertx, () -> {
            throw new IllegalStateException("secret");
        });
        assertThat(check.get()).isEqualTo(CheckResult.down("unreachable"));
    }
}
