package dev.verge.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sends something is heard before all that the event loop has to do is done. */
class PromptTransportTest {
    private static final int TASKS = 10_000;
    private static final long TASK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final Vertx vertx = Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(1))
            .withTransport(PromptTransport.transport())
            .build();
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch sent = new CountDownLatch(1);

    @AfterEach
    void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void looksAtTheNetworkBetweenTasks() throws Exception {
        var doneWhenHeard = new CompletableFuture<Integer>();
        var accepted = new CountDownLatch(1);
        int port = vertx.createNetServer()
                .connectHandler(socket -> {
                    socket.handler(data -> doneWhenHeard.complete(done.get()));
                    accepted.countDown();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
        try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(accepted.await(30, TimeUnit.SECONDS)).isTrue();
            giveItMuchToDo();
            client.getOutputStream().write(1);
            sent.countDown();
            assertThat(doneWhenHeard.get(30, TimeUnit.SECONDS)).isLessThan(TASKS);
        }
    }

    /** All of it waits until something was sent. */
    private void giveItMuchToDo() {
        var loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        loop.execute(() -> assertThat(awaitSent()).isTrue());
        for (int i = 0; i < TASKS; i++) {
            loop.execute(() -> {
                long end = System.nanoTime() + TASK_NANOS;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                done.incrementAndGet();
            });
        }
    }

    private boolean awaitSent() {
        try {
            return sent.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
