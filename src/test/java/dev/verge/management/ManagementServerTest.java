package dev.verge.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.testing.Futures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ManagementServerTest {
    private Vertx vertx;
    private PrivatePort port;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        port = new PrivatePort(vertx, "127.0.0.1", null, List.of());
    }

    @Test
    void namesChecks() {
        port.ready().register("keys", CheckResult::healthy);
        port.ready().register("database", () -> CheckResult.down("unreachable"));
        var reply = port.get("/ready");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(new JsonObject(reply.body())).isEqualTo(new JsonObject("""
                                {"status": "down", "checks": [
                                  {"name": "database", "status": "down", "reason": "unreachable"},
                                  {"name": "keys", "status": "up"}]}"""));
        assertThat(port.get("/live").status()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutBody() {
        var reply = port.send("HEAD", "/live", Map.of());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void refusesEverythingElse() {
        var unknown = port.get("/other");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).isEqualTo("application/problem+json");
        var method = port.send("POST", "/live", Map.of());
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void isNotReadyOnceStopping() {
        var stopping = new AtomicBoolean();
        port.ready().register("stopping", () -> stopping.get() ? CheckResult.down("stopping") : CheckResult.healthy());
        assertThat(port.get("/ready").status()).isEqualTo(200);
        stopping.set(true);
        assertThat(port.get("/ready").body()).contains("\"reason\":\"stopping\"");
    }

    @Test
    void findsLoopThatNoLongerBeats() {
        var now = new AtomicLong();
        var heartbeats = new Heartbeats(now::get, Duration.ofSeconds(10));
        port.live().register("event-loops", heartbeats);
        long loop = heartbeats.watch(vertx);
        assertThat(port.get("/live").status()).isEqualTo(200);
        vertx.cancelTimer(loop);
        now.set(Duration.ofSeconds(11).toNanos());
        assertThat(heartbeats.get()).isEqualTo(CheckResult.down("stuck"));
        heartbeats.forget(vertx, loop);
        assertThat(heartbeats.get().up()).isTrue();
    }

    @Test
    void asksAtMostOnceAtTimeAndNeverForProbe() {
        var asked = new AtomicInteger();
        var answers = new ArrayDeque<Promise<Void>>();
        var check = PolledCheck.every(Duration.ofMillis(100), vertx, () -> {
            asked.incrementAndGet();
            answers.add(Promise.promise());
            return answers.getLast().future();
        });
        port.ready().register("database", check);
        for (int i = 0; i < 20; i++) {
            assertThat(port.get("/ready").status()).isEqualTo(503);
        }
        Futures.result(vertx.timer(400));
        assertThat(asked).hasValue(1);
        assertThat(check.get()).isEqualTo(CheckResult.down("timeout"));
        answers.getFirst().complete();
        Futures.result(vertx.timer(400));
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksAtOnceWhenThereIsNews() {
        var up = new AtomicBoolean(true);
        var check = PolledCheck.every(
                Duration.ofHours(1), vertx, () -> up.get() ? Future.succeededFuture() : Future.failedFuture("gone"));
        up.set(false);
        check.hear(true);
        Futures.result(vertx.timer(100));
        assertThat(check.get().up()).isTrue();
        check.hear(false);
        Futures.result(vertx.timer(100));
        assertThat(check.get()).isEqualTo(CheckResult.down("unreachable"));
        up.set(true);
        check.stop();
        check.hear(true);
        Futures.result(vertx.timer(100));
        assertThat(check.get().up()).isFalse();
    }

    @Test
    void takesThrownFailureForDown() {
        var check = PolledCheck.every(Duration.ofHours(1), vertx, () -> {
            throw new IllegalStateException("secret");
        });
        assertThat(check.get()).isEqualTo(CheckResult.down("unreachable"));
    }
}
