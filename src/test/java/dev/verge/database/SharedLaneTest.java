package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.QueryResult;
import dev.verge.observation.Observation.OperationMoved;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many requests on one connection. */
class SharedLaneTest {
    private DatabaseSettings settings;
    private DatabaseFixture fixture;

    @BeforeEach
    void open() {
        settings = DatabaseFixture.with(
                TestDatabase.create("CREATE TABLE item (id int PRIMARY KEY, name text NOT NULL)"),
                256,
                Duration.ofMillis(300),
                Duration.ofMinutes(30));
        fixture = new DatabaseFixture(settings, new Database.Share(1, 1, 2_000));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Each third one is refused by its rule, each third one by a constraint. */
    @Test
    void transactionsDoNotTouchEachOther() {
        var all = new ArrayList<Future<QueryResult>>();
        var writes = new ArrayList<BoundStatement>();
        for (int i = 0; i < 900; i++) {
            writes.add(fixture.bind(
                    "insert into item (id, name) values ($1, $2) returning id", i, i % 3 == 1 ? null : "item " + i));
        }
        BoundStatement yes = fixture.check("select true");
        BoundStatement no = fixture.check("select false");
        for (int i = 0; i < writes.size(); i++) {
            var transaction = new Transaction(i % 3 == 2 ? no : yes, writes.get(i), true);
            all.add(fixture.start(() -> fixture.run(transaction)));
        }
        for (int i = 0; i < all.size(); i++) {
            Future<QueryResult> one = all.get(i);
            if (i % 3 == 0) {
                assertThat(fixture.await(() -> one).body()).hasToString("[{\"id\":" + i + "}]");
            } else {
                assertThatThrownBy(() -> fixture.await(() -> one)).cause().satisfies(failure -> assertThat(failure)
                        .isInstanceOf(RuntimeException.class));
            }
        }
        assertThat(fixture.value("select count(*) from item where id % 3 = 0")).isEqualTo("300");
        assertThat(fixture.value("select count(*) from item")).isEqualTo("300");
    }

    @Test
    void aSlowStatementBeginsAnewOnAConnectionOfItsOwn() {
        BoundStatement slow =
                fixture.bind("insert into item (id, name) select 1, 'one' from pg_sleep(0.6) returning id");
        assertThat(fixture.write(null, slow).rows()).isEqualTo(1);
        assertThat(fixture.value("select count(*) from item")).isEqualTo("1");
    }

    @Test
    void anOperationThatIsSlowAgainAndAgainLeavesTheSharedLane() {
        BoundStatement slow = fixture.bind("select pg_sleep(0.4)::text as slept");
        var choice = fixture.choice(false);
        Future<Void> never = Future.future(open -> {});
        IntStream.range(0, 4).forEach(i -> assertThat(
                        fixture.await(() -> fixture.run(new Transaction(null, slow, false), choice, never))
                                .rows())
                .isEqualTo(1));
        assertThat(fixture.observed(OperationMoved.class)).hasSize(1);
    }

    /** What hangs up waits for nobody, and nobody waits for it. */
    @Test
    void whoHangsUpLeavesTheConnectionToTheOthers() {
        BoundStatement slow = fixture.bind("select pg_sleep(0.2)::text as slept");
        BoundStatement fast = fixture.bind("select 1 as one");
        Future<QueryResult> gone = fixture.start(
                () -> fixture.run(new Transaction(null, slow, false), fixture.choice(false), Future.succeededFuture()));
        assertThatThrownBy(() -> fixture.await(() -> gone)).hasCauseInstanceOf(RuntimeException.class);
        assertThat(fixture.read(fast).rows()).isEqualTo(1);
    }

    @Test
    void connectionsAreReplacedWhenTheirTimeIsOver() {
        var brief = DatabaseFixture.with(settings, 256, Duration.ofSeconds(1), Duration.ofMillis(200));
        try (var other = new DatabaseFixture(brief)) {
            String first = other.value("select pg_backend_pid()");
            Eventually.holds(
                    () -> assertThat(other.value("select pg_backend_pid()")).isNotEqualTo(first));
            assertThat(connections()).hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    void closingLeavesNoConnection() {
        var sleeping = new Transaction(null, fixture.bind("select pg_sleep(60)::text as s"), false);
        fixture.start(() -> fixture.run(sleeping, fixture.choice(true), Future.future(never -> {})));
        fixture.await(fixture.database()::close);
        Eventually.holds(() -> assertThat(connections()).hasSizeLessThanOrEqualTo(1));
    }

    /** That of the fixture which describes statements among them. */
    private List<String> connections() {
        return TestDatabase.query(
                settings,
                "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    }
}
