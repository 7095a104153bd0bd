package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.testing.BlockingCalls;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request never leaves the event loop that accepted it, and never makes it wait. */
class EventLoopTest {
    private static final Path CONF = Path.of("conf");
    private static final Stages STAGES = new Stages();

    private static Vertx vertx;
    private static TestServer server;
    private static String token;

    /** The threads on which a request came and its answer went; the wire to the database asserts the same between. */
    private static final class Stages implements VertxTracer<String, String> {
        private final List<String> passed = new CopyOnWriteArrayList<>();

        private String pass(String stage) {
            passed.add(stage + " on " + Thread.currentThread().getName());
            return stage;
        }

        /** A caller may have its answer a moment before the server has noted that it went. */
        private void awaitAnswers() {
            while (count("request") != count("answer")) {
                Thread.onSpinWait();
            }
        }

        private long count(String stage) {
            return passed.stream().filter(each -> each.startsWith(stage)).count();
        }

        @Override
        public <R> String receiveRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                Iterable<Map.Entry<String, String>> headers,
                TagExtractor<R> tags) {
            return pass("request");
        }

        @Override
        public <R> void sendResponse(
                Context context, R response, String payload, Throwable failure, TagExtractor<R> tags) {
            pass("answer");
        }
    }

    @BeforeAll
    static void start() {
        vertx = Vertx.builder().withTracer(options -> STAGES).build();
        server = TestServer.start(vertx, CONF, Map.of("http.instances", 2, "management.checkInterval", "5m"));
        token = "Bearer "
                + server.issuer()
                        .token(server.issuer()
                                .claims()
                                .put("oid", "a0000000-0000-4000-8000-000000000002")
                                .put("roles", List.of("member"))
                                .put("scp", "use"));
        // Classes are read from files when they are first used.
        for (int i = 0; i < 10; i++) {
            sendEach();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRequestStaysOnItsEventLoop() {
        var loops = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            STAGES.awaitAnswers();
            STAGES.passed.clear();
            send("GET", "/documents/1", null, 200);
            STAGES.awaitAnswers();
            String loop = STAGES.passed.get(0).substring("request on ".length());
            assertThat(loop).startsWith("vert.x-eventloop-thread-");
            assertThat(STAGES.passed.stream().map(stage -> stage.replace(" on " + loop, "")))
                    .containsExactly("request", "answer");
            loops.add(loop);
        }
        assertThat(loops).as("both instances").hasSize(2);
    }

    @Test
    void noRequestMakesAnEventLoopWait() throws IOException {
        try (var calls = new BlockingCalls()) {
            for (int i = 0; i < 20; i++) {
                sendEach();
            }
            assertThat(calls.seen()).isEmpty();
        }
    }

    @Test
    void whoeverMakesAnEventLoopWaitIsSeen() throws IOException {
        for (Runnable bad : List.<Runnable>of(
                () -> LockSupport.parkNanos(1_000_000),
                EventLoopTest::sleep,
                EventLoopTest::read,
                () -> vertx.executeBlocking(() -> "done").onComplete(done -> {}))) {
            try (var calls = new BlockingCalls()) {
                TestServer.await(vertx.timer(1).map(late -> {
                    bad.run();
                    return null;
                }));
                sendEach();
                assertThat(calls.seen()).isNotEmpty();
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void read() {
        try {
            Files.readString(CONF.resolve("openapi.yaml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void sendEach() {
        send("GET", "/documents/1", null, 200);
        send("GET", "/documents?q=search", null, 200);
        send("GET", "/documents/99999", null, 404);
        send("GET", "/documents/one", null, 400);
        send("GET", "/users", null, 403);
        send("POST", "/documents", "{\"title\": 1}", 400);
        send("PUT", "/documents/1", "{\"folder\": \"f\", \"title\": \"t\", \"content\": \"c\", \"version\": 99}", 409);
    }

    private static void send(String method, String target, String body, int status) {
        // Another connection each time, and so another event loop.
        var headers = Map.of("Authorization", token, "Content-Type", "application/json", "Connection", "close");
        var answer = server.client().send(method, target, headers, body == null ? null : Buffer.buffer(body));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    }
}
