package dev.verge.testing;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures on a test's own thread. */
public final class Futures {
    private Futures() {}

    /** The result, within half a minute. */
    public static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** The reason why the future fails. */
    public static Throwable failure(Future<?> future) {
        return result(future.map(value -> (Throwable) new AssertionError("succeeded with " + value))
                .otherwise(failure -> failure));
    }
}
