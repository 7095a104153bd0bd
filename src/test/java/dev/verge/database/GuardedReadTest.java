package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verge.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule and query in one statement. */
class GuardedReadTest {
    private static DatabaseFixture fixture;

    @BeforeAll
    static void open() {
        fixture = new DatabaseFixture(TestDatabase.create(
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "INSERT INTO item VALUES (1, 'one'), (2, NULL), (3, 'three')",
                "CREATE FUNCTION forbidden(text) RETURNS int LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE ''the query ran''; END'"));
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void givesTheRowsOfTheQueryInItsOrder() {
        var read = fixture.guarded(
                "select exists (select from item where id = $1)",
                "select id, name from item order by id desc -- all",
                1);
        assertThat(fixture.read(read).body())
                .hasToString("[{\"id\":3,\"name\":\"three\"},{\"id\":2,\"name\":null},{\"id\":1,\"name\":\"one\"}]");
    }

    @Test
    void tellsNoRowFromARowOfNulls() {
        assertThat(fixture.read(fixture.guarded("select true", "select id from item where false"))
                        .rows())
                .isZero();
        assertThat(fixture.read(fixture.guarded("select true", "select null::int as id"))
                        .body())
                .hasToString("[{\"id\":null}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select false",
                "select null::boolean",
                "select true where false",
                "values (true), (true)",
                "values (true), (false)",
                "select false from item"
            })
    void doesNotEvenRunTheQueryWhenTheRuleIsNotOneTrue(String rule) {
        var read = fixture.guarded(rule, "select forbidden(name) as id from item where forbidden(name) = 1");
        assertThatThrownBy(() -> fixture.read(read)).hasCauseInstanceOf(RuleRefusedException.class);
    }
}
