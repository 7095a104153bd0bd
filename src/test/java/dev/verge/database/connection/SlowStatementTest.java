package dev.verge.database.connection;

import static dev.verge.database.connection.OpenLane.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is put behind whom on a connection that is shared: nobody behind a slow statement, the fast ones together. */
class SlowStatementTest {
    private static final int DEPTH = 50;

    private final DatabaseSettings settings = TestDatabase.create();
    private OpenLane opened;
    private Lane lane;

    @BeforeEach
    void open() {
        var form = new LaneForm(2, 2, DEPTH, 10, null, Duration.ofMinutes(30));
        opened = new OpenLane(settings, form);
        lane = opened.lane();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void nobodyAsLongAsThereIsRoomElsewhere() {
        LaneConnection slow = opened.await(() -> lane.run(NEVER, Future::succeededFuture));
        LaneConnection other = other(slow);
        sleep(slow);
        Eventually.holds(() -> assertThat(slow.wire().silence(System.nanoTime()))
                .isGreaterThan(Math.max(
                        Duration.ofMillis(50).toNanos(), 8 * other.wire().pace().usual())));
        assertThat(lane.answers()).isTrue();
        var given = new ArrayList<LaneConnection>();
        opened.await(() -> {
            give(given);
            return Future.succeededFuture();
        });
        assertThat(given.subList(0, DEPTH)).containsOnly(other);
        assertThat(given.get(DEPTH) == slow).isTrue();
        sleep(other);
        Eventually.holds(() -> assertThat(lane.answers()).isFalse());
    }

    @Test
    void whatIsFastSharesAConnection() {
        LaneConnection first = opened.await(() -> lane.run(NEVER, Future::succeededFuture));
        LaneConnection other = other(first);
        var given = new ArrayList<LaneConnection>();
        opened.await(() -> untilFast(first).compose(fast -> untilFast(other)).onSuccess(fast -> give(given)));
        assertThat(given.subList(0, DEPTH)).containsOnly(given.get(0));
        assertThat(given.get(DEPTH) == given.get(0)).isFalse();
    }

    /** Another one than this, which was given last and is known to be fast. */
    private LaneConnection other(LaneConnection first) {
        LaneConnection other = opened.await(() -> {
            for (int i = 0; i < DEPTH; i++) {
                first.take();
            }
            return lane.run(NEVER, Future::succeededFuture).onComplete(given -> {
                for (int i = 0; i < DEPTH; i++) {
                    first.giveBack();
                }
            });
        });
        assertThat(other == first).isFalse();
        opened.await(() -> untilFast(other));
        return other;
    }

    /** In the turn of the event loop in which it completes nothing has become slow again. */
    private static Future<Void> untilFast(LaneConnection connection) {
        return connection.probe().compose(answered -> {
            boolean fast = connection.wire().backlog() < Duration.ofMillis(2).toNanos();
            return fast ? Future.succeededFuture() : untilFast(connection);
        });
    }

    /** To as many as one connection takes, and one more. */
    private void give(List<LaneConnection> given) {
        for (int i = 0; i <= DEPTH; i++) {
            lane.run(NEVER, connection -> {
                        given.add(connection);
                        return Future.<Void>future(open -> {});
                    })
                    .onFailure(closed -> {});
        }
    }

    private void sleep(LaneConnection connection) {
        opened.await(() -> {
            var sleep = Run.unprepared("select pg_sleep(60)", new String[0], RowReader.UNREAD);
            connection.send(List.of(sleep), Promise.promise(), sleep, false).onFailure(closed -> {});
            return Future.succeededFuture();
        });
    }
}
