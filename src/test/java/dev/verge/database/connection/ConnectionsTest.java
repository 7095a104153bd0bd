package dev.verge.database.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.observation.LaneFigures;
import dev.verge.testing.Eventually;
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
import org.junit.jupiter.api.Test;

/** How many connections a lane keeps open. */
class ConnectionsTest {
    private static final Future<Void> NEVER = Future.future(open -> {});
    private static final int MOST = 3;
    private static final Duration LONG = Duration.ofMinutes(30);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private Lane lane;

    @AfterEach
    void close() {
        await(lane::close);
        await(vertx::close);
    }

    @Test
    void theWarmOnesUntilMoreAreNeeded() {
        open(LONG);
        assertThat(open()).isEqualTo(1);
        for (int i = 0; i < 100; i++) {
            await(this::probe);
        }
        assertThat(figures().wanted()).isEqualTo(1);
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void oneMoreWhenRequestsWouldWaitBehindEachOther() {
        open(LONG);
        for (int busy = 1; busy < MOST; busy++) {
            sleep();
            await(this::probe);
            assertThat(open()).isEqualTo(busy + 1);
        }
        assertThat(figures().wanted()).isEqualTo(MOST);
    }

    @Test
    void noMoreThanThereMayBe() {
        open(LONG);
        for (int busy = 1; busy < MOST; busy++) {
            sleep();
            await(this::probe);
        }
        sleep();
        Future<Void> behind = start(this::probe);
        Eventually.holds(() -> assertThat(figures().running()).isEqualTo(MOST + 1));
        assertThat(behind.isComplete()).isFalse();
        assertThat(open()).isEqualTo(MOST);
    }

    @Test
    void anotherOneBeforeTheLastIsReplaced() {
        open(Duration.ofMillis(500));
        Eventually.holds(() -> {
            assertThat(figures().ended()).isGreaterThan(2);
            assertThat(open()).isLessThanOrEqualTo(2);
        });
        assertThat(figures().wanted()).isEqualTo(1);
        assertThat(figures().unreachable()).isZero();
    }

    @Test
    void noneInsteadOfOneThatNobodyNeedsAnyMore() {
        open(Duration.ofSeconds(2));
        sleep("2");
        await(this::probe);
        assertThat(open()).isEqualTo(2);
        Eventually.holds(() -> assertThat(figures().wanted()).isEqualTo(1));
        Eventually.holds(() -> assertThat(open()).isEqualTo(1));
    }

    private void open(Duration lifetime) {
        var settings = TestDatabase.create();
        var form = new LaneForm(MOST, 1, 50, 10, null, lifetime);
        lane = await(() -> Future.succeededFuture(
                new Lane(vertx, new Connector(vertx, settings), form, () -> false, observation -> {})));
        await(() -> lane.open(List.of()));
    }

    private LaneFigures figures() {
        return lane.watched("test").figures();
    }

    private long open() {
        return figures().opened() - figures().ended();
    }

    private Future<Void> probe() {
        return lane.run(NEVER, LaneConnection::probe);
    }

    private void sleep() {
        sleep("60");
    }

    /** On a connection of its own, for nothing else runs. */
    private void sleep(String seconds) {
        var ignored = start(() -> lane.run(NEVER, connection -> {
            var sleep = Run.unprepared("select pg_sleep(" + seconds + ")", new String[0], RowReader.UNREAD);
            return connection.send(List.of(sleep), Promise.promise());
        }));
        Eventually.holds(() -> assertThat(lane.answers()).isFalse());
    }

    private <T> Future<T> start(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> work.get().onComplete(promise));
        return promise.future();
    }

    private <T> T await(Supplier<Future<T>> work) {
        return start(work)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
