package dev.verge;

import dev.verge.observation.LogObserver;
import dev.verge.source.Mistake;
import dev.verge.source.MistakesException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A process whose life is that of a server: a signal stops it cleanly. For main threads, which may wait. */
final class ServerProcess {
    private final Vertx vertx = Vertx.vertx();
    private volatile Supplier<Future<Void>> stop = Future::succeededFuture;
    private volatile boolean refused;

    /** Starts what stops with the process. */
    interface Running {
        /** Ends everything that was started. */
        Future<Void> stop();
    }

    /**
     * Starts a server and leaves it running.
     *
     * @throws StartException when it refuses to start, with every reason
     */
    <T extends Running> T start(Function<Vertx, Future<T>> starting) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            T running = await(starting.apply(vertx));
            stop = running::stop;
            return running;
        } catch (RuntimeException e) {
            refused = true;
            throw e;
        }
    }

    /**
     * Waits for what a command does.
     *
     * @throws StartException when it is refused, with every reason
     */
    static <T> T await(Future<T> work) {
        try {
            return work.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw explain(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted");
        }
    }

    /** Vert.x closes by itself: nothing that is to happen behind it could run on its threads. */
    private void stop() {
        boolean asked = !refused;
        boolean clean = stops(stop.get()) && stops(vertx.close());
        LogObserver.flush();
        if (asked && clean) {
            // A clean end that was asked for is a success; the Java machine itself would report the signal, as 143.
            Runtime.getRuntime().halt(0);
        }
    }

    /** Whether it does; the process ends either way. */
    private static boolean stops(Future<Void> stopped) {
        try {
            stopped.toCompletionStage().toCompletableFuture().get();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** What a person is told when something does not start. */
    static RuntimeException explain(Throwable failure) {
        if (failure instanceof MistakesException refused) {
            return new StartException(describe(refused.mistakes()));
        }
        return failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
    }

    private static String describe(List<Mistake> mistakes) {
        String count = mistakes.size() == 1 ? "1 mistake:" : mistakes.size() + " mistakes:";
        return mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n  ", count + "\n  ", ""));
    }
}
