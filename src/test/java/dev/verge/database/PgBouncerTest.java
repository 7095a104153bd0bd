package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.QueryResult;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.PgBouncer;
import dev.verge.testing.StoppableDatabase;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real PgBouncer that gives each transaction another of two connections. Skipped where none is installed. */
class PgBouncerTest {
    private static final int SERVERS = 2;

    @TempDir
    private Path directory;

    @TempDir
    private Path data;

    private DatabaseSettings direct;
    private PgBouncer bouncer;
    private DatabaseFixture fixture;

    private void open(Pooler pooler) throws Exception {
        requireInstalled(pooler);
        direct = TestDatabase.create("CREATE TABLE item (id int PRIMARY KEY, name text NOT NULL)");
        open(direct, pooler);
    }

    private static void requireInstalled(Pooler pooler) throws Exception {
        assumeTrue(PgBouncer.installed().isPresent(), "pgbouncer is not on the PATH");
        assumeTrue(
                pooler == Pooler.TRANSACTION || PgBouncer.preparesStatements(),
                "pgbouncer is older than 1.21 and knows no prepared statements");
    }

    private void open(DatabaseSettings server, Pooler pooler) throws Exception {
        bouncer = new PgBouncer(server, directory, SERVERS);
        var settings =
                DatabaseFixture.with(bouncer.settings(pooler), 256, Duration.ofMillis(1_500), Duration.ofMinutes(30));
        // Those under load keep what they are given, so there may not be more of them.
        fixture = new DatabaseFixture(settings, new Database.Share(SERVERS, 1, 2_000));
    }

    @AfterEach
    void close() throws Exception {
        if (fixture != null) {
            fixture.close();
        }
        if (bouncer != null) {
            bouncer.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void requestsOfManyCallersDoNotTouchEachOther(Pooler pooler) throws Exception {
        open(pooler);
        var read = new ArrayList<BoundStatement>();
        var write = new ArrayList<BoundStatement>();
        for (int i = 0; i < 600; i++) {
            read.add(fixture.guarded(i % 2 == 0 ? "select true" : "select null::boolean", "select " + i + " as id"));
            write.add(fixture.bind(
                    "insert into item (id, name) values ($1, $2) returning id", i, i % 3 == 1 ? null : "item " + i));
        }
        BoundStatement yes = fixture.check("select true");
        BoundStatement no = fixture.check("select false");
        var reads = new ArrayList<Future<QueryResult>>();
        var writes = new ArrayList<Future<QueryResult>>();
        for (int i = 0; i < 600; i++) {
            var asked = new Transaction(null, read.get(i), false);
            var changed = new Transaction(i % 3 == 2 ? no : yes, write.get(i), true);
            reads.add(fixture.start(() -> fixture.run(asked)));
            writes.add(fixture.start(() -> fixture.run(changed)));
        }
        for (int i = 0; i < 600; i++) {
            assertThat(answer(reads.get(i))).isEqualTo(i % 2 == 0 ? "[{\"id\":" + i + "}]" : "RuleRefusedException");
            assertThat(answer(writes.get(i)))
                    .isEqualTo(List.of("[{\"id\":" + i + "}]", "ProblemException", "RuleRefusedException")
                            .get(i % 3));
        }
        assertThat(fixture.value("select count(*) from item")).isEqualTo("200");
        assertThat(fixture.await(() -> fixture.database().ping())).isNull();
        assertThat(backends()).hasSizeBetween(1, SERVERS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void settingsOfOtherClientsDoNotReachARequestNorItsOwnThem(Pooler pooler) throws Exception {
        open(pooler);
        var forms = "select interval '1 day' as i, 'a'::bytea as b, 0.1::float8 + 0.2::float8 as f,"
                + " '2026-01-01 00:00+02'::timestamptz as t, current_setting('statement_timeout') as s";
        String expected = fixture.rows(forms).encode();
        try (var other = new PlainClient(bouncer.settings(pooler))) {
            var seen = new HashSet<String>();
            for (int i = 0; i < 20; i++) {
                other.run("set intervalstyle = 'postgres_verbose'; set bytea_output = 'escape';"
                        + " set extra_float_digits = -5; set datestyle = 'german'; set statement_timeout = 7000");
                assertThat(fixture.rows(forms).encode()).isEqualTo(expected);
                seen.add(other.run("show statement_timeout"));
            }
            assertThat(seen).isSubsetOf("7s", "0");
        }
        assertThat(expected).contains("P1D", "YQ==", "0.30000000000000004", "2025-12-31T22:00:00Z", "1500ms");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aSlowStatementIsEndedByTheServerAndBeginsAnewOnAConnectionOfItsOwn(Pooler pooler) throws Exception {
        open(pooler);
        BoundStatement slow = fixture.bind("insert into item (id, name) select 1, 'one' from pg_sleep(2) returning id");
        assertThat(fixture.write(null, slow).rows()).isEqualTo(1);
        assertThat(fixture.value("select count(*) from item")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatNobodyWaitsForIsCancelledAtTheServer(Pooler pooler) throws Exception {
        open(pooler);
        BoundStatement sleep = fixture.bind("select pg_sleep(60)::text as slept");
        var late = catchThrowable(() -> fixture.await(
                () -> fixture.run(new Transaction(null, sleep, false), fixture.choice(true), fixture.after(300))));
        assertThat(((ProblemException) late.getCause()).problem().type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
        Eventually.holds(() -> assertThat(TestDatabase.query(
                        direct,
                        "select query from pg_stat_activity where query like '%sleep(60)%' and state = 'active'"
                                + " and pid <> pg_backend_pid()"))
                .isEmpty());
        assertThat(fixture.value("select 1 as one")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void connectionsComeBackWhenThePoolerDoes(Pooler pooler) throws Exception {
        open(pooler);
        bouncer.stop();
        Eventually.holds(() -> assertThat(catchThrowable(() -> fixture.await(fixture.database()::ping)))
                .isNotNull());
        bouncer.start();
        Eventually.holds(
                () -> assertThat(fixture.await(fixture.database()::ping)).isNull());
        assertThat(fixture.value("select 1 as one")).isEqualTo("1");
    }

    /** The pooler ends the connection in the words of a server that has not committed, and cannot know. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aWriteWhoseServerDiesBehindThePoolerHasAnUnknownOutcome(Pooler pooler) throws Exception {
        requireInstalled(pooler);
        var server = new StoppableDatabase(data);
        try {
            open(server.settings(), pooler);
            BoundStatement write = fixture.bind("select pg_sleep(60)::text as slept");
            Future<QueryResult> written = fixture.start(() ->
                    fixture.run(new Transaction(null, write, true), fixture.choice(true), Future.future(never -> {})));
            Eventually.holds(() -> assertThat(TestDatabase.query(
                            server.settings(), "select query from pg_stat_activity where wait_event = 'PgSleep'"))
                    .hasSize(1));
            server.kill();
            Throwable failure =
                    catchThrowable(() -> fixture.await(() -> written)).getCause();
            Problem problem = ((ProblemException) failure).problem();
            assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
            assertThat(problem.detail()).isEqualTo(Outcome.UNKNOWN);
        } finally {
            server.close();
        }
    }

    /** The same words hold for one that is too old and one that is set to keep none. */
    @Test
    void oneThatKeepsNoStatementsIsToldFromOneThatDoes() throws Exception {
        requireInstalled(Pooler.TRANSACTION);
        open(Pooler.TRANSACTION);
        assertThat(keepsStatements(bouncer.settings(Pooler.TRANSACTION_PREPARED)))
                .isEqualTo(PgBouncer.preparesStatements());
        assertThat(keepsStatements(DatabaseVariant.with(direct, Pooler.TRANSACTION_PREPARED)))
                .isTrue();
    }

    private boolean keepsStatements(DatabaseSettings settings) {
        return fixture.await(
                () -> PoolerCheck.keepsStatements(Vertx.currentContext().owner(), settings));
    }

    private String answer(Future<QueryResult> future) {
        try {
            return fixture.await(() -> future).body().toString();
        } catch (RuntimeException e) {
            return e.getCause().getClass().getSimpleName();
        }
    }

    private List<String> backends() {
        return TestDatabase.query(
                direct,
                "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    }
}
