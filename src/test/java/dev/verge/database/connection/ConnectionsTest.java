package dev.verge.database.connection;

import static dev.verge.database.connection.OpenLane.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseLogin;
import dev.verge.config.DatabaseSettings;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.observation.LaneFigures;
import dev.verge.observation.Observation;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections a lane keeps open. */
class ConnectionsTest {
    private static final int MOST = 3;
    private static final Duration LONG = Duration.ofMinutes(30);

    private final DatabaseSettings settings = TestDatabase.create();
    private OpenLane opened;
    private Lane lane;

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void theWarmOnesThenOneToSpareUntilMoreAreNeeded() {
        open(LONG);
        Eventually.holds(() -> assertThat(open()).isEqualTo(1));
        Eventually.holds(() -> assertThat(open()).isEqualTo(2));
        for (int i = 0; i < 100; i++) {
            opened.await(this::probe);
        }
        assertThat(figures().wanted()).isEqualTo(2);
        assertThat(open()).isEqualTo(2);
    }

    @Test
    void oneMoreWhenRequestsWouldWaitBehindEachOther() {
        open(LONG);
        for (int busy = 1; busy < MOST; busy++) {
            sleep();
            opened.await(this::probe);
            assertThat(open()).isGreaterThan(busy);
        }
        assertThat(figures().wanted()).isEqualTo(MOST);
    }

    /** Also not in the moment in which nobody knows yet that it is slow. */
    @Test
    void nobodyIsPutBehindWhatIsSlowWhileAnotherIsOpened() {
        open(LONG);
        Eventually.holds(() -> assertThat(open()).isEqualTo(2));
        // What was answered just now is taken for fast.
        opened.pause(100);
        Future<Void> slow = opened.start(() -> lane.run(NEVER, connection -> sleep(connection, "60")));
        for (int i = 0; i < MOST - 1; i++) {
            Future<Void> other = opened.start(() -> lane.run(NEVER, connection -> sleep(connection, "60")));
            assertThat(other.isComplete()).isFalse();
        }
        Eventually.holds(() -> assertThat(sleeping()).isEqualTo(MOST));
        assertThat(slow.isComplete()).isFalse();
    }

    @Test
    void noMoreThanThereMayBe() {
        open(LONG);
        for (int busy = 1; busy < MOST; busy++) {
            sleep();
            opened.await(this::probe);
        }
        sleep();
        Future<Void> behind = opened.start(this::probe);
        Eventually.holds(() -> assertThat(figures().running()).isEqualTo(MOST + 1));
        assertThat(behind.isComplete()).isFalse();
        assertThat(open()).isEqualTo(MOST);
    }

    @Test
    void anotherOneBeforeTheLastIsReplaced() {
        open(Duration.ofMillis(500));
        Eventually.holds(() -> assertThat(open()).isPositive());
        for (int i = 0; i < 300 || figures().ended() < 3; i++) {
            assertThat(open()).isBetween(1L, 3L);
            opened.await(this::probe);
            opened.pause(10);
        }
        assertThat(figures().wanted()).isLessThanOrEqualTo(2);
        assertThat(figures().unreachable()).isZero();
    }

    @Test
    void noneInsteadOfOneThatNobodyNeedsAnyMore() {
        open(Duration.ofSeconds(3));
        for (int busy = 1; busy < MOST; busy++) {
            sleep("2");
            opened.await(this::probe);
        }
        assertThat(open()).isEqualTo(MOST);
        Eventually.holds(() -> assertThat(figures().wanted()).isEqualTo(2));
        Eventually.holds(() -> assertThat(open()).isEqualTo(2));
    }

    @Test
    void thoseThatAreOpenWhileTheServerGivesNoMore() {
        TestDatabase.execute(settings, "create role few login password 'of a test' connection limit 1");
        open(
                new DatabaseSettings(
                        settings.servers(),
                        new DatabaseLogin("few", "of a test", null, null),
                        settings.tls(),
                        settings.tenancy(),
                        settings.lanes(),
                        settings.session(),
                        settings.connectTimeout(),
                        null),
                LONG);
        Eventually.holds(() -> assertThat(opened.observations())
                .hasOnlyElementsOfType(Observation.DatabaseScarce.class)
                .hasSize(1));
        opened.await(this::probe);
        assertThat(open()).isEqualTo(1);
        TestDatabase.execute(settings, "alter role few connection limit 10");
        Eventually.holds(() -> assertThat(open()).isEqualTo(2));
    }

    private void open(Duration lifetime) {
        open(settings, lifetime);
    }

    private void open(DatabaseSettings settings, Duration lifetime) {
        var form = new LaneForm(MOST, 1, 50, 10, null, lifetime);
        opened = new OpenLane(settings, form);
        lane = opened.lane();
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
        var ignored = opened.start(() -> lane.run(NEVER, connection -> sleep(connection, seconds)));
        Eventually.holds(() -> assertThat(lane.answers()).isFalse());
    }

    private static Future<Void> sleep(LaneConnection connection, String seconds) {
        var sleep = Run.unprepared("select pg_sleep(" + seconds + ")", new String[0], RowReader.UNREAD);
        return connection.send(List.of(sleep), Promise.promise(), sleep, false);
    }

    private int sleeping() {
        return Integer.parseInt(TestDatabase.query(
                        settings,
                        "select count(*) from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'"
                                + " and datname = current_database()")
                .get(0));
    }
}
