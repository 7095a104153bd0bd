package dev.verge.database.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseSettings;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is given which connection. */
class LaneTest {
    private static final Future<Void> NEVER = Future.future(open -> {});

    private final DatabaseSettings settings = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private Lane lane;

    @BeforeEach
    void open() {
        var form = new LaneForm(1, 1, 1, 10, null, Duration.ofMinutes(30));
        lane = await(() -> Future.succeededFuture(
                new Lane(vertx, new Connector(vertx, settings), form, () -> false, observation -> {})));
        await(() -> lane.open(List.of()));
    }

    @AfterEach
    void close() {
        await(lane::close);
        await(vertx::close);
    }

    /** The request to cancel is under way, and would end whatever runs there next. */
    @Test
    void nobodyIsGivenAConnectionThatIsBeingCancelled() {
        List<LaneConnection> both = await(() -> {
            Future<LaneConnection> first = lane.run(NEVER, connection -> {
                connection.cancel().onFailure(unheard -> {});
                return Future.succeededFuture(connection);
            });
            Future<LaneConnection> second = lane.run(NEVER, Future::succeededFuture);
            return Future.join(first, second).map(done -> List.of(first.result(), second.result()));
        });
        assertThat(both.get(0) == both.get(1)).isFalse();
    }

    @Test
    void whatCannotBeSentGivesItsPlaceBack() {
        for (int i = 0; i < 3; i++) {
            Future<Object> failed = start(() -> lane.run(NEVER, connection -> {
                throw new OutOfMemoryError("of a test");
            }));
            assertThat(failed.toCompletionStage().toCompletableFuture()).failsWithin(Duration.ofSeconds(30));
        }
        LaneConnection free = await(() -> lane.run(NEVER, Future::succeededFuture));
        assertThat(free.taken()).isZero();
    }

    private <T> T await(Supplier<Future<T>> work) {
        return start(work)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private <T> Future<T> start(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> work.get().onComplete(promise));
        return promise.future();
    }
}
