package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.QueryResult;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others do to the database while a request is being served. */
class DisturbedTest {
    private DatabaseFixture fixture;
    private DatabaseSettings settings;

    @BeforeEach
    void open() {
        settings = TestDatabase.create(
                "CREATE TABLE item (id int, name text)",
                "INSERT INTO item VALUES (1, 'one')",
                "CREATE FUNCTION end_me() RETURNS int LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60); RETURN 1; END'",
                "CREATE FUNCTION end_me_at_commit() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM end_me(); RETURN NULL; END'",
                "CREATE TABLE doomed (id int)",
                "CREATE CONSTRAINT TRIGGER doom AFTER INSERT ON doomed DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION end_me_at_commit()",
                "CREATE SEQUENCE calls",
                "CREATE FUNCTION stale_once() RETURNS int LANGUAGE plpgsql AS"
                        + " 'BEGIN IF nextval(''calls'') = 2 THEN"
                        + "  RAISE ''in the words of another language'' USING ERRCODE = ''0A000''; END IF; RETURN 1; END'");
        fixture = new DatabaseFixture(settings);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void aReadWhoseConnectionIsTerminatedIsUnavailableAtOnce() {
        BoundStatement read = fixture.bind("select end_me() as one");
        Problem problem = problem(() -> fixture.run(new Transaction(null, read, false)));
        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.headers()).containsKey("Retry-After");
        assertThat(fixture.value("select 1 as one")).isEqualTo("1");
    }

    /** The server said goodbye before it committed. */
    @Test
    void aWriteWhoseConnectionIsTerminatedIsKnownNotToBe() {
        BoundStatement write = fixture.bind("insert into item (id) select end_me() returning id");
        Problem problem = problem(() -> fixture.run(new Transaction(null, write, true)));
        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.headers()).containsKey("Retry-After");
        assertThat(problem.detail()).isNull();
        assertThat(fixture.value("select count(*) from item")).isEqualTo("1");
    }

    /** What stands behind a goodbye was not even begun, so it is made on another connection. */
    @Test
    void writesBehindOneWhoseConnectionIsTerminatedAreMadeOnce() {
        BoundStatement ends = fixture.bind("select case when nextval('calls') = 1 then end_me() end as one");
        BoundStatement write = fixture.bind("insert into item (id) values (2)");
        fixture.write(null, write);
        fixture.await(() -> fixture.database().prepare(List.of(ends.query(), write.query()), List.of()));
        List<Future<QueryResult>> all = fixture.await(() -> {
            fixture.run(new Transaction(null, ends, true)).onFailure(ended -> {});
            return Future.succeededFuture(IntStream.range(0, 8)
                    .mapToObj(i -> fixture.run(new Transaction(null, write, true)))
                    .toList());
        });
        all.forEach(one -> fixture.await(() -> one));
        assertThat(fixture.value("select count(*) from item where id = 2")).isEqualTo("9");
    }

    @Test
    void aWriteThatWasNotCommittedBehindItsRuleIsKnownNotToBe() {
        BoundStatement write = fixture.bind("insert into item (id) select end_me() returning id");
        BoundStatement rule = fixture.check("select true");
        Problem problem = problem(() -> fixture.run(new Transaction(rule, write, true)));
        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(fixture.value("select count(*) from item")).isEqualTo("1");
    }

    @Test
    void aWriteWhoseCommitIsNotConfirmedHasAnUnknownOutcome() {
        BoundStatement write = fixture.bind("insert into doomed (id) values (1) returning id");
        BoundStatement rule = fixture.check("select true");
        Problem problem = problem(() -> fixture.run(new Transaction(rule, write, true)));
        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.detail()).isEqualTo(Outcome.UNKNOWN);
        assertThat(fixture.value("select count(*) from doomed")).isEqualTo("0");
    }

    @Test
    void aWriteWhoseRuleIsTerminatedIsKnownNotToBe() {
        BoundStatement write = fixture.bind("insert into item (id) values (2)");
        BoundStatement rule = fixture.check("select end_me() = 1");
        Problem problem = problem(() -> fixture.run(new Transaction(rule, write, true)));
        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.detail()).isNull();
        assertThat(fixture.value("select count(*) from item")).isEqualTo("1");
    }

    @Test
    void nobodyIsGivenAConnectionThatWasTerminatedWhileItWasIdle() throws SQLException {
        BoundStatement read = fixture.bind("select 1 as one");
        for (int i = 0; i < 20; i++) {
            change("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'verge'"
                    + " and datname = current_database()");
            assertThat(fixture.read(read).rows()).isEqualTo(1);
        }
    }

    @Test
    void aStalePlanIsMadeAnewInWhateverLanguageTheServerSaysSo() {
        BoundStatement read = fixture.bind("select stale_once() as one");
        assertThat(fixture.read(read).rows()).isEqualTo(1);
        assertThat(fixture.read(read).rows()).isEqualTo(1);
        assertThat(fixture.value(
                        "select count(*) from pg_prepared_statements where statement = 'select stale_once() as one'"))
                .isEqualTo("1");
    }

    @Test
    void rowsOfAnotherTypeAreNotWrittenByTheOldPlan() throws SQLException {
        BoundStatement read = fixture.bind("select * from item");
        assertThat(fixture.read(read).rows()).isEqualTo(1);
        change("alter table item alter column id type text using 'a \"b\"'");
        for (int i = 0; i < 3; i++) {
            assertThat(problem(() -> fixture.run(new Transaction(null, read, false)))
                            .type())
                    .isEqualTo(ProblemType.INTERNAL_ERROR);
        }
        change("alter table item alter column id type int using 1");
        assertThat(fixture.read(read).rows()).isEqualTo(1);
    }

    @Test
    void aPlanThatStillFitsIsMadeAnew() throws SQLException {
        BoundStatement read = fixture.bind("select id from (select * from item) i where name = 'one'");
        assertThat(fixture.read(read).rows()).isEqualTo(1);
        change("alter table item alter column name type varchar(30)");
        assertThat(fixture.read(read).rows()).isEqualTo(1);
    }

    /** As when a schema is applied anew: the names are the same, what they name is not. */
    @Test
    void aTypeThatWasMadeAnewIsFoundAgain() throws SQLException {
        change("create type mood as enum ('sad', 'happy')");
        BoundStatement read = fixture.bind("select 1 as one where $1::mood = 'sad'", "sad");
        assertThat(fixture.read(read).rows()).isEqualTo(1);
        change("drop type mood");
        change("create type mood as enum ('sad', 'happy')");
        assertThat(fixture.read(read).rows()).isEqualTo(1);
    }

    @Test
    void aRequestWhoseDeadlinePassesInTheQueueLeavesIt() {
        BoundStatement sleep = fixture.bind("select pg_sleep(1)::text as slept");
        BoundStatement one = fixture.bind("select 1 as one");
        var exclusive = fixture.choice(true);
        Future<Void> never = Future.future(open -> {});
        Future<QueryResult> running =
                fixture.start(() -> fixture.run(new Transaction(null, sleep, false), exclusive, never));
        for (int i = 0; i < 20; i++) {
            assertThat(problem(() -> fixture.run(new Transaction(null, one, false), exclusive, fixture.after(10)))
                            .type())
                    .isEqualTo(ProblemType.DEADLINE_EXCEEDED);
        }
        // The queue has ten places.
        assertThat(fixture.await(() -> fixture.run(new Transaction(null, one, false), exclusive, never))
                        .rows())
                .isEqualTo(1);
        assertThat(fixture.await(() -> running).rows()).isEqualTo(1);
    }

    @Test
    void aWriteWhoseDeadlinePassesAtTheServerHasAnUnknownOutcome() {
        BoundStatement write = fixture.bind("insert into item (id) select 2 from pg_sleep(60) returning id");
        Problem problem = problem(
                () -> fixture.run(new Transaction(null, write, true), fixture.choice(true), fixture.after(200)));
        assertThat(problem.type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
        assertThat(problem.detail()).isEqualTo(Outcome.UNKNOWN);
        assertThat(fixture.value("select count(*) from item")).isEqualTo("1");
    }

    private void change(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:" + settings.url(), settings.user(), settings.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Problem problem(Supplier<Future<QueryResult>> work) {
        var failure = catchThrowable(() -> fixture.await(work));
        assertThat(failure).hasCauseInstanceOf(ProblemException.class);
        return ((ProblemException) failure.getCause()).problem();
    }
}
