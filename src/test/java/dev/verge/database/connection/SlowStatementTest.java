package dev.verge.database.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.wire.Run;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is put behind a slow statement on a connection that is shared. */
class SlowStatementTest {
    private static final Future<Void> NEVER = Future.future(open -> {});
    private static final int DEPTH = 50;

    private final DatabaseSettings settings = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private Lane lane;

    @BeforeEach
    void open() {
        var form = new LaneForm(2, DEPTH, 10, null, Duration.ofMinutes(30));
        lane = await(() -> Future.succeededFuture(
                new Lane(vertx, new Connector(vertx, settings), form, () -> false, observation -> {})));
        await(() -> lane.open(List.of()));
    }

    @AfterEach
    void close() {
        await(lane::close);
        await(vertx::close);
    }

    @Test
    void nobodyAsLongAsThereIsRoomElsewhere() {
        LaneConnection slow = await(() -> lane.run(NEVER, Future::succeededFuture));
        LaneConnection other = await(() -> {
            for (int i = 0; i < DEPTH; i++) {
                slow.take();
            }
            return lane.run(NEVER, Future::succeededFuture).onComplete(given -> {
                for (int i = 0; i < DEPTH; i++) {
                    slow.giveBack();
                }
            });
        });
        assertThat(other == slow).isFalse();
        for (int i = 0; i < 20; i++) {
            await(other::probe);
        }
        sleep(slow);
        Eventually.holds(() -> assertThat(slow.wire().silence(System.nanoTime()))
                .isGreaterThan(Math.max(
                        Duration.ofMillis(50).toNanos(), 8 * other.wire().usual())));
        assertThat(lane.answers()).isTrue();
        var given = new ArrayList<LaneConnection>();
        await(() -> {
            for (int i = 0; i <= DEPTH; i++) {
                lane.run(NEVER, connection -> {
                            given.add(connection);
                            return Future.<Void>future(open -> {});
                        })
                        .onFailure(closed -> {});
            }
            return Future.succeededFuture();
        });
        assertThat(given.subList(0, DEPTH)).containsOnly(other);
        assertThat(given.get(DEPTH) == slow).isTrue();
        sleep(other);
        Eventually.holds(() -> assertThat(lane.answers()).isFalse());
    }

    private void sleep(LaneConnection connection) {
        await(() -> {
            var sleep = Run.unprepared("select pg_sleep(60)", new String[0], SessionParameters.UNREAD);
            connection.send(List.of(sleep), Promise.promise()).onFailure(closed -> {});
            return Future.succeededFuture();
        });
    }

    private <T> T await(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> work.get().onComplete(promise));
        return promise.future()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
