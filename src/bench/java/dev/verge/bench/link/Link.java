package dev.verge.bench.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on the loopback address that delivers every chunk a fixed time after it came, in order, with any number of
 * chunks on the way, as a long line does; and counts how often the direction turned.
 */
public final class Link {
    private final Vertx vertx;
    private final int target;
    private final long delayMillis;
    private final NetClient client;
    private final AtomicLong turns = new AtomicLong();

    private Link(Vertx vertx, int target, Duration delay) {
        this.vertx = vertx;
        this.target = target;
        this.delayMillis = delay.toMillis();
        this.client = vertx.createNetClient();
    }

    /** An open link: its port, and what it counts. */
    public record Open(int port, Link link) {}

    /**
     * Opens one on a free port.
     *
     * @param target a port of the loopback address
     * @param delay of each direction
     */
    public static Future<Open> open(Vertx vertx, int target, Duration delay) {
        var link = new Link(vertx, target, delay);
        NetServer server = vertx.createNetServer().connectHandler(link::connect);
        return server.listen(0, "127.0.0.1").map(open -> new Open(open.actualPort(), link));
    }

    /**
     * How many round trips its clients have waited for: how often one sent something after it had received something, or
     * for the first time. What is sent without waiting counts once, however many chunks it takes.
     */
    public long turns() {
        return turns.get();
    }

    private void connect(NetSocket near) {
        near.pause();
        client.connect(target, "127.0.0.1").onSuccess(far -> join(near, far)).onFailure(failure -> near.close());
    }

    private void join(NetSocket near, NetSocket far) {
        // A socket's events all come on one event loop; the two of a connection may have different ones.
        var heard = new AtomicLong(1);
        near.handler(chunk -> {
            turns.addAndGet(heard.getAndSet(0));
            later(() -> far.write(chunk));
        });
        far.handler(chunk -> later(() -> deliver(near, chunk, heard)));
        near.endHandler(end -> later(far::close));
        far.endHandler(end -> later(near::close));
        near.exceptionHandler(broken -> far.close());
        far.exceptionHandler(broken -> near.close());
        near.resume();
    }

    private static Future<Void> deliver(NetSocket near, Buffer chunk, AtomicLong heard) {
        heard.set(1);
        return near.write(chunk);
    }

    /** Timers of the same length fire in the order in which they were set. */
    private void later(java.util.function.Supplier<Future<Void>> delivery) {
        vertx.setTimer(delayMillis, id -> delivery.get());
    }
}
