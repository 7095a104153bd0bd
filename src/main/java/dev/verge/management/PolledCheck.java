package dev.verge.management;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A check whose answer must be fetched, such as from the database. A timer asks, and whoever has news of what is
 * asked, at most once at a time; whoever wants to know gets the last result.
 */
public final class PolledCheck implements Supplier<CheckResult> {
    private final Supplier<Future<Void>> probe;
    private final Duration timeout;
    private final Vertx vertx;
    private final Context context;
    private final long timer;
    private boolean asking;
    private volatile boolean stopped;
    private volatile CheckResult last = CheckResult.down("unknown");

    private PolledCheck(Vertx vertx, Supplier<Future<Void>> probe, Duration interval) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.probe = probe;
        this.timeout = interval;
        this.timer = vertx.setPeriodic(interval.toMillis(), tick -> ask());
    }

    /**
     * Asks at once and then in this interval, on the current event loop.
     *
     * @param probe succeeds when all is well; its failure's text is not shown
     * @param interval also how long one answer may take
     */
    public static PolledCheck every(Duration interval, Vertx vertx, Supplier<Future<Void>> probe) {
        var check = new PolledCheck(vertx, probe, interval);
        check.ask();
        return check;
    }

    /** Somebody has news of what is asked: asks now, unless the last answer says the same. Any thread may call it. */
    public void hear(boolean up) {
        context.runOnContext(now -> {
            if (!asking && !stopped && last.up() != up) {
                ask();
            }
        });
    }

    /** Asks no more; the last result stays. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private void ask() {
        if (asking) {
            last = CheckResult.down("timeout");
            return;
        }
        asking = true;
        var answer = Future.<Void>succeededFuture().compose(now -> probe.get());
        answer.onComplete(done -> asking = false);
        answer.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(up -> last = CheckResult.healthy(), failure -> last = CheckResult.down(reason(failure)));
    }

    private static String reason(Throwable failure) {
        return failure instanceof TimeoutException ? "timeout" : "unreachable";
    }

    @Override
    public CheckResult get() {
        return last;
    }
}
