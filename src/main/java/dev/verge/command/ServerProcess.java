package dev.verge.command;

import dev.verge.StartException;
import dev.verge.http.connection.PromptTransport;
import dev.verge.observation.log.Logging;
import dev.verge.source.Mistake;
import dev.verge.source.MistakesException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A process whose life is that of a server: a signal stops it cleanly. For main threads, which may wait. */
final class ServerProcess {
    private final boolean stopIsSuccess;
    private volatile @Nullable Vertx vertx;
    private volatile @Nullable Supplier<Future<Void>> stop;
    private volatile boolean ending;
    private volatile boolean refused;

    /**
     * A process that has started nothing yet.
     *
     * @param stopIsSuccess whether it ends with status 0 when a signal stops it cleanly, which clusters want of a node;
     *     else the Java machine reports the signal, as 130 or 143, and removes temporary files
     */
    ServerProcess(boolean stopIsSuccess) {
        this.stopIsSuccess = stopIsSuccess;
        // Before anything else: making a Vert.x alone takes a while, in which a signal may come.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    /**
     * Starts a server and leaves it running.
     *
     * @throws StartException when it refuses to start, with every reason
     */
    <T> void start(Function<Vertx, Future<T>> starting, Function<T, Future<Void>> stopping) {
        Vertx made = vertx();
        vertx = made;
        try {
            T server = await(starting.apply(made));
            stop = () -> stopping.apply(server);
        } catch (RuntimeException e) {
            if (ending) {
                // What fails while all of it is being closed fails for that reason.
                throw new StartException("Stopped before it was up");
            }
            refused = true;
            throw e;
        }
    }

    /** Verge reads no file from the class path; looking there would need a writable folder to unpack into. */
    static Vertx vertx() {
        var files = new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
        return Vertx.builder()
                .with(new VertxOptions().setFileSystemOptions(files))
                .withTransport(PromptTransport.transport())
                .build();
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
        ending = true;
        Supplier<Future<Void>> running = stop;
        if (running == null) {
            Logging.flush();
        }
        Vertx made = vertx;
        boolean clean = (running == null || stops(running.get())) && (made == null || stops(made.close()));
        Logging.flush();
        if (stopIsSuccess && clean && !refused) {
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
