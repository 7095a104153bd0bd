package dev.verge.database.connection;

import dev.verge.config.DatabaseSettings;
import dev.verge.observation.Observation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A lane on an event loop of its own. */
final class OpenLane implements AutoCloseable {
    /** For those who wait until the end. */
    static final Future<Void> NEVER = Future.future(open -> {});

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private final Lane lane;

    /** With its warm connections open. */
    OpenLane(DatabaseSettings settings, LaneForm form) {
        lane = await(() -> Future.succeededFuture(
                new Lane(vertx, new Connector(vertx, settings), form, () -> false, observations::add)));
        await(() -> lane.open(List.of()));
    }

    Lane lane() {
        return lane;
    }

    /** What it has told so far. */
    List<Observation> observations() {
        return observations;
    }

    /** Does this on the event loop. */
    <T> Future<T> start(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> work.get().onComplete(promise));
        return promise.future();
    }

    /** The same, to its end. */
    <T> T await(Supplier<Future<T>> work) {
        return start(work)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** Lets time go by. */
    void pause(long millis) {
        await(() -> vertx.timer(millis));
    }

    @Override
    public void close() {
        await(lane::close);
        await(vertx::close);
    }
}
