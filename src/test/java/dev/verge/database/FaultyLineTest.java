package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.statement.AnswerForm;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.IdempotencySql;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.QueryResult;
import dev.verge.database.statement.SqlStates;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import dev.verge.testing.FaultyLine;
import dev.verge.testing.OpenTransaction;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is lost between the node and the database, and what is said of it. */
class FaultyLineTest {
    private static final byte[] NOTHING = {};

    private final DatabaseSettings settings =
            TestDatabase.create("CREATE TABLE item (id int)", IdempotencySql.DEFINITION);
    private FaultyLine line;
    private DatabaseFixture fixture;

    @BeforeEach
    void open() throws Exception {
        line = new FaultyLine(settings);
        fixture = new DatabaseFixture(line.settings());
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
        line.close();
    }

    /** It says no more than that the server is gone: the change may have been made. */
    @Test
    void aPoolerThatHasLostTheServerSaysNothingOfTheOutcome() {
        var write = new Transaction(null, fixture.bind("insert into item (id) values (1)"), true);
        fixture.await(() -> fixture.run(write));
        line.loseAnswer(FaultyLine.fatal("08P01"));
        Problem problem = problem(() -> fixture.run(write));
        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.detail()).isEqualTo(Outcome.UNKNOWN);
        assertThat(items()).isEqualTo("2");
    }

    @Test
    void aKeyedWriteWhoseAnswerIsLostIsAnsweredAllTheSame() {
        Transaction write = prepared(keyed("insert into item (id) values (1) returning id", "key"));
        line.loseAnswer(NOTHING);
        assertThat(fixture.await(() -> fixture.run(write)).body()).hasToString("[{\"id\":1}]");
        assertThat(items()).isEqualTo("1");
    }

    @Test
    void aKeyedWriteThatMayHaveBeenMadeIsNotSaidToBeRefused() {
        Transaction write = prepared(keyed("insert into item (id) values (1) returning id", "key"));
        line.refuse(true);
        line.loseAnswer(NOTHING);
        Problem problem = problem(() -> fixture.run(write));
        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.detail()).isEqualTo(Outcome.UNKNOWN);
        line.refuse(false);
        assertThat(items()).isEqualTo("1");
    }

    @Test
    void aKeyedWriteThatMayHaveBeenMadeIsNotSaidToBeLateAlone() {
        Transaction write = prepared(keyed("insert into item (id) values (1) returning id", "key"));
        line.hold(true);
        line.loseAnswer(NOTHING);
        Problem problem = problem(() -> fixture.run(write, fixture.choice(false), fixture.after(500)));
        assertThat(problem.type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
        assertThat(problem.detail()).isEqualTo(Outcome.UNKNOWN);
        line.hold(false);
        assertThat(items()).isEqualTo("1");
    }

    @Test
    void anIdleConnectionOfItsOwnThatIsDeadIsReplaced() {
        var one = new Transaction(null, fixture.bind("select 1 as one"), false);
        fixture.await(() -> fixture.run(one, fixture.choice(true), Future.future(never -> {})));
        line.die();
        fixture.await(() -> fixture.after(8_000));
        assertThat(fixture.await(() -> fixture.run(one, fixture.choice(true), fixture.after(5_000)))
                        .rows())
                .isEqualTo(1);
    }

    /** Whoever waits behind it would wait for the end of a deadline that is not its own. */
    @Test
    void aStatementOnADeadLineIsGivenUpWhenNobodyHearsAnything() {
        BoundStatement sleep = fixture.bind("select pg_sleep(1)::text as slept");
        var read = new Transaction(null, sleep, false);
        Future<Void> never = Future.future(open -> {});
        fixture.await(() -> fixture.run(read, fixture.choice(true), never));
        Future<QueryResult> running = fixture.start(() -> fixture.run(read, fixture.choice(true), never));
        line.hold(true);
        line.die();
        fixture.await(() -> fixture.after(13_000));
        line.hold(false);
        assertThat(fixture.await(() -> running.otherwiseEmpty()))
                .satisfiesAnyOf(lost -> assertThat(lost).isNull(), again -> assertThat(again.rows())
                        .isEqualTo(1));
    }

    /** A statement that is prepared only now waits for the table; its caller has been told that nothing was done. */
    @Test
    void whatHasNotBeenSentInTimeIsNotSent() throws Exception {
        BoundStatement write = fixture.bind("insert into item (id) values (1)");
        BoundStatement one = fixture.bind("select 1 as one");
        var choice = fixture.choice(true);
        try (var lock = OpenTransaction.begin(settings, "lock table item in access exclusive mode")) {
            Problem problem =
                    problem(() -> fixture.run(new Transaction(null, write, true), choice, fixture.after(300)));
            assertThat(problem.detail()).isNull();
            lock.close();
        }
        fixture.await(() -> fixture.run(new Transaction(null, one, false), choice, Future.future(never -> {})));
        assertThat(items()).isEqualTo("0");
    }

    private Transaction keyed(String sql, String key) {
        var description = fixture.describe(sql);
        var states = SqlStates.BUILT_IN;
        String keeping =
                IdempotencySql.keeping("WITH " + IdempotencySql.named(description) + " AS (" + sql + ")", description);
        String replay = IdempotencySql.replay(description);
        BoundStatement claim = fixture.bind(AnswerForm.NONE, IdempotencySql.CLAIM, "operation", "caller", key);
        BoundStatement kept = PreparedQuery.of(keeping, fixture.describe(keeping), AnswerForm.OBJECTS, states)
                .bind(List.of("operation", "caller", key, "print"));
        BoundStatement replayed = PreparedQuery.guarded(replay, fixture.describe(replay), AnswerForm.OBJECTS, states)
                .bind(List.of("operation", "caller", key, "print"));
        return new Transaction(null, null, new Transaction.Repetition(claim, replayed), kept, true, true);
    }

    /** So that the next answer is that of the transaction. */
    private Transaction prepared(Transaction transaction) {
        fixture.await(() -> fixture.database().prepare(transaction.queries(), List.of()));
        return transaction;
    }

    private String items() {
        return TestDatabase.query(settings, "select count(*) from item").get(0);
    }

    private Problem problem(Supplier<Future<QueryResult>> work) {
        var failure = catchThrowable(() -> fixture.await(work));
        assertThat(failure).hasCauseInstanceOf(ProblemException.class);
        return ((ProblemException) failure.getCause()).problem();
    }
}
