package dev.verge.database.connection;

import static dev.verge.database.connection.OpenLane.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseSettings;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is given which connection. */
class LaneTest {

    private final DatabaseSettings settings = TestDatabase.create();
    private OpenLane opened;
    private Lane lane;

    @BeforeEach
    void open() {
        var form = new LaneForm(1, 1, 1, 10, null, Duration.ofMinutes(30));
        opened = new OpenLane(settings, form);
        lane = opened.lane();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    /** The request to cancel is under way, and would end whatever runs there next. */
    @Test
    void nobodyIsGivenAConnectionThatIsBeingCancelled() {
        List<LaneConnection> both = opened.await(() -> {
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
            Future<Object> failed = opened.start(() -> lane.run(NEVER, connection -> {
                throw new OutOfMemoryError("of a test");
            }));
            assertThat(failed.toCompletionStage().toCompletableFuture()).failsWithin(Duration.ofSeconds(30));
        }
        LaneConnection free = opened.await(() -> lane.run(NEVER, Future::succeededFuture));
        assertThat(free.taken()).isZero();
    }
}
