package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verge.database.type.ValueException;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    private static DatabaseFixture fixture;

    @BeforeAll
    static void open() {
        var settings = TestDatabase.create(
                "CREATE TYPE mood AS ENUM ('sad', 'so so', 'happy')",
                "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')",
                "CREATE TABLE item (id int PRIMARY KEY, name text NOT NULL, parent int REFERENCES item"
                        + " DEFERRABLE INITIALLY DEFERRED, mood mood)",
                "CREATE FUNCTION note() RETURNS boolean LANGUAGE sql AS"
                        + " 'INSERT INTO item (id, name) VALUES (78, ''noted'') RETURNING false'",
                // What an administrator may have set for other clients.
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET bytea_output = escape', current_database());"
                        + " EXECUTE format('ALTER DATABASE %I SET intervalstyle = sql_standard', current_database());"
                        + " EXECUTE format('ALTER DATABASE %I SET datestyle = german', current_database());"
                        + " EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Tokyo''', current_database());"
                        + " EXECUTE format('ALTER DATABASE %I SET extra_float_digits = -5', current_database()); END $$");
        fixture = new DatabaseFixture(settings, new Database.Share(1, 1, 2));
    }

    @AfterAll
    static void close() throws Exception {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bigint | 9223372036854775807 | 9223372036854775807",
                "int | -5 | -5",
                "smallint | 1e2 | 100",
                "numeric | 12345678901234567890.123456789 | 12345678901234567890.123456789",
                "numeric | 1.10 | 1.10",
                "real | 1.5 | 1.5",
                "float8 | 1e300 | 1e+300",
                "boolean | true | true",
                "text | \"a\\\"\\\\\\n\\u0001{é\uD83D\uDE00\" | \"a\\\"\\\\\\n\\u0001{é\uD83D\uDE00\"",
                "text | \"{a,b}\" | \"{a,b}\"",
                "uuid | \"C0FFEE00-0000-4000-8000-000000000001\" | \"c0ffee00-0000-4000-8000-000000000001\"",
                "date | \"2026-02-28\" | \"2026-02-28\"",
                "time | \"13:45:00.5\" | \"13:45:00.5\"",
                "timetz | \"13:45:00+02:00\" | \"13:45:00+02:00\"",
                "timestamp | \"2026-02-28T13:45:00\" | \"2026-02-28T13:45:00\"",
                "timestamptz | \"2026-02-28T13:45:00.25+02:00\" | \"2026-02-28T11:45:00.25Z\"",
                "interval | \"P1DT2H\" | \"P1DT2H\"",
                "bytea | \"AP8=\" | \"AP8=\"",
                "mood | \"so so\" | \"so so\"",
                "email | \"a@b\" | \"a@b\"",
                "inet | \"10.0.0.1\" | \"10.0.0.1\"",
                "int4range | \"[1,5)\" | \"[1,5)\"",
                "int[] | [1,null,3] | [1,null,3]",
                "text[] | [\"a,\\\"b\\\\\",null,\"NULL\",\"\",\"{}\"] | [\"a,\\\"b\\\\\",null,\"NULL\",\"\",\"{}\"]",
                "mood[] | [\"so so\",null] | [\"so so\",null]",
                "jsonb[] | [{\"a\":1.10},null] | [{\"a\": 1.10},null]",
                "json | {\"a\":12345678901234567890.10,\"b\":[1.10]} | {\"a\":12345678901234567890.10,\"b\":[1.10]}",
                "jsonb | 12345678901234567890123456789.10 | 12345678901234567890123456789.10",
                "timestamptz[] | [\"2026-02-28T13:45:00Z\"] | [\"2026-02-28T13:45:00Z\"]",
                "int[] | [] | []"
            })
    void valuesGoInAndComeOut(String type, String in, String out) {
        assertThat(fixture.value("select $1::" + type, exact(in))).isEqualTo(out);
    }

    /** The value as a request's reader gives it, every digit kept. */
    private static Object exact(String json) {
        return SourceDocument.parse("{\"value\": " + json + "}", "value", new Mistakes())
                .orElseThrow()
                .root()
                .getValue("value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"a\":12345678901234567890.123456789,\"b\":1.10}'::json | {\"a\":12345678901234567890.123456789,\"b\":1.10}",
                "'{\"b\":1.10}'::jsonb | {\"b\": 1.10}",
                "'NaN'::numeric | \"NaN\"",
                "'-Infinity'::float8 | \"-Infinity\"",
                "'{{1,2},{3,NULL}}'::int[] | [[1,2],[3,null]]",
                "'[0:1]={1,2}'::int[] | [1,2]",
                "array[box '((0,0),(1,1))'] | \"{(1,1),(0,0)}\"",
                "'infinity'::timestamptz | \"infinity\"",
                "null::int | null"
            })
    void writesWhatJsonHasNoWordFor(String expression, String out) {
        assertThat(fixture.value("select " + expression.replace("''", "'"))).isEqualTo(out);
    }

    @Test
    void describesWithoutRunning() {
        var description = fixture.describe(
                "with gone as (delete from item where id = $1 returning mood) insert into item (id, name) values ($2, $3)"
                        + " returning id, name as \"n\", null::mood[] as moods");
        assertThat(description.parameters().stream().map(type -> type.name()))
                .containsExactly("integer", "integer", "text");
        assertThat(description.columns().stream()
                        .map(column -> column.name() + " " + column.type().name()))
                .containsExactly("id integer", "n text", "moods mood[]");
        assertThat(description.columns().get(2).type().element().labels()).containsExactly("sad", "so so", "happy");
    }

    @Test
    void saysWhyAStatementDoesNotPrepare() {
        assertThatThrownBy(() -> fixture.describe("select nam from item"))
                .cause()
                .isInstanceOfSatisfying(StatementException.class, refusal -> {
                    assertThat(refusal.sqlState()).isEqualTo("42703");
                    assertThat(refusal.position()).isEqualTo(8);
                });
        assertThatThrownBy(() -> fixture.describe("select $1 is null"))
                .cause()
                .isInstanceOfSatisfying(StatementException.class, refusal -> assertThat(refusal.sqlState())
                        .isEqualTo("42P18"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select false",
                "select null::boolean",
                "select true where false",
                "values (true), (true)",
                "values (true), (false)"
            })
    void runsNothingWhenTheRuleIsNotOneTrue(String rule) {
        var statement = fixture.bind("insert into item (id, name) values (77, 'x')");
        assertThatThrownBy(() -> fixture.write(fixture.check(rule), statement))
                .hasCauseInstanceOf(RuleRefusedException.class);
        assertThat(fixture.rows("select 1 as one from item where id = 77")).isEmpty();
    }

    @Test
    void runsNothingWhenTheRuleFails() {
        var statement = fixture.bind("insert into item (id, name) values (77, 'x')");
        var failure = catchThrowable(() -> fixture.write(fixture.check("select 1/(select 0) = 1"), statement));
        assertThat(problem(failure)).isEqualTo(ProblemType.UNPROCESSABLE_CONTENT);
        assertThat(fixture.rows("select 1 as one from item where id = 77")).isEmpty();
    }

    @Test
    void takesBackWhatARuleThatRefusesHasWritten() {
        var statement = fixture.bind("select 1 as one");
        assertThatThrownBy(() -> fixture.write(fixture.check("select note()"), statement))
                .hasCauseInstanceOf(RuleRefusedException.class);
        assertThat(fixture.rows("select 1 as one from item where id = 78")).isEmpty();
    }

    @Test
    void permitsWhatTheRuleAlonePermits() {
        var yes = fixture.check("select true");
        var no = fixture.check("select null::boolean");
        assertThat(fixture.read(yes).rows()).isEqualTo(1);
        assertThatThrownBy(() -> fixture.await(() -> fixture.run(new Transaction(no, no, false))))
                .hasCauseInstanceOf(RuleRefusedException.class);
    }

    @Test
    void runsWhenTheRuleIsTrueAndCommits() {
        fixture.write(fixture.check("select true"), fixture.bind("insert into item (id, name) values (1, 'one')"));
        assertThat(fixture.rows("select id, name from item where id = 1")).hasToString("[{\"id\":1,\"name\":\"one\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into item (id) values (5) | UNPROCESSABLE_CONTENT",
                "insert into item (id, name, parent) values (6, 'x', 999) | CONFLICT",
                "select 1/(select 0) | UNPROCESSABLE_CONTENT",
                "select 1 from pg_catalog.pg_notify('', 'x') | UNPROCESSABLE_CONTENT"
            })
    void answersAnSqlStateWithItsProblem(String sql, ProblemType type) {
        assertThat(problem(catchThrowable(() -> fixture.write(fixture.check("select true"), fixture.bind(sql)))))
                .isEqualTo(type);
    }

    @Test
    void cancelsWhatRunsPastTheDeadline() {
        var sleeping = fixture.bind("select pg_sleep(60)::text as s");
        var failure = catchThrowable(() -> fixture.await(
                () -> fixture.run(new Transaction(null, sleeping, false), fixture.choice(true), fixture.after(200))));
        assertThat(problem(failure)).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
        String sql = "select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active'"
                + " and pid <> pg_backend_pid() and datname = current_database()";
        Eventually.holds(() -> assertThat(fixture.value(sql)).isEqualTo("0"));
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFull() {
        var sleeping = fixture.bind("select pg_sleep(0.5)::text as s");
        var all = IntStream.range(0, 4)
                .mapToObj(i -> fixture.start(() -> fixture.run(
                        new Transaction(null, sleeping, false), fixture.choice(true), Future.future(never -> {}))))
                .toList();
        var failure = catchThrowable(() -> fixture.await(() -> all.get(3)));
        assertThat(problem(failure)).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(((ProblemException) failure.getCause()).problem().headers()).containsEntry("Retry-After", "1");
        all.subList(0, 3).forEach(each -> fixture.await(() -> each));
    }

    @Test
    void refusesValuesThatTheTypeDoesNotHold() {
        assertThatThrownBy(() -> fixture.bind("select $1::smallint", 70000)).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> fixture.bind("select $1::text", "a\0b")).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> fixture.bind("select $1::mood", "mad")).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> fixture.bind("select $1::date", "now")).isInstanceOf(ValueException.class);
    }

    private static ProblemType problem(Throwable failure) {
        return ((ProblemException) failure.getCause()).problem().type();
    }
}
