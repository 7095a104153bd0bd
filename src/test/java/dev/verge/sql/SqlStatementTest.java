package dev.verge.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.source.Mistakes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStatementTest {

    @Test
    void numbersInputsByNameInOrder() {
        SqlStatement statement = parse("select :id::bigint, :body.address.city, :id, :caller.oid");
        assertThat(statement.text()).isEqualTo("select $1::bigint, $2, $1, $3");
        assertThat(statement.inputs())
                .containsExactly(
                        new SqlInput("id", List.of()),
                        new SqlInput("body", List.of("address", "city")),
                        new SqlInput("caller", List.of("oid")));
        assertThat(statement.inputs()).hasToString("[:id, :body.address.city, :caller.oid]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select ':a', E'\\':b', U&'x:c''', \":d\"",
                "select 1 -- :a",
                "select /* :a /* :b */ :c */ 1",
                "select $$ :a $$, $t$ :b $$ $t$",
                "select '1'::int, f(a := 1), a ?| b, a$1",
                "select a[1:2], a[b:c], a[f(x):2], a[:], a[1:]"
            })
    void leavesEverythingElseAlone(String sql) {
        SqlStatement statement = parse(sql);
        assertThat(statement.text()).isEqualTo(sql);
        assertThat(statement.inputs()).isEmpty();
    }

    @Test
    void readsAStringThatGoesOnInTheNextLine() {
        assertThat(parse("select E'a' -- it's\n  '\\':b' \r\n--c\n'\\':d', :e").text())
                .isEqualTo("select E'a' -- it's\n  '\\':b' \r\n--c\n'\\':d', $1");
        assertThat(parse("select E'a', '\\', :e").text()).isEqualTo("select E'a', '\\', $1");
        assertThat(parse("select E'a'\n, '\\', :e").text()).isEqualTo("select E'a'\n, '\\', $1");
        assertThat(parse("select 'a'\n'\\', :e").text()).isEqualTo("select 'a'\n'\\', $1");
    }

    @Test
    void readsInputsInsideBrackets() {
        assertThat(parse("select a[:n], a[1: :n], array[:x, :y], a[:n::int]").text())
                .isEqualTo("select a[$1], a[1: $1], array[$2, $3], a[$1::int]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select $1 | f.sql:1: $1: a parameter by number (expected: an input by name, such as :id)",
                "select 'a | f.sql:1: the string that begins here has no end",
                "select \"a | f.sql:1: the quoted name that begins here has no end",
                "select 1 /* /* */ | f.sql:1: the comment that begins here has no end",
                "select $x$ a | f.sql:1: the string that begins here has no end",
                "select 1; select 2 | f.sql:1: a second statement begins here (expected: one statement in a file)",
                "-- nothing | f.sql:1: the file holds no statement",
                "`` | f.sql:1: the file holds no statement",
                "select : id | f.sql:1: the colon begins no name (expected: an input such as :id or :body.title)",
                "select :1 | f.sql:1: the colon begins no name (expected: an input such as :id or :body.title)",
                "select :body. | f.sql:1: the colon begins no name (expected: an input such as :id or :body.title)",
                "commit | f.sql:1: statement: COMMIT (expected: none that begins or ends a transaction: Verge does)",
                "copy a to stdout | f.sql:1: statement: COPY (expected: SELECT, INSERT, UPDATE, DELETE, MERGE,"
                        + " VALUES, TABLE or WITH)"
            })
    void refusesWhatCannotBeServed(String sql, String mistake) {
        var mistakes = new Mistakes();
        assertThat(SqlStatement.parse("f.sql", sql, mistakes)).isEmpty();
        assertThat(mistakes.list()).hasToString("[" + mistake + "]");
    }

    @Test
    void stripsTheFinalSemicolonAndKeepsLines() {
        SqlStatement statement = parse("-- \uD83D\uDE00\nselect :id,\n       nonsense;\n");
        assertThat(statement.text()).isEqualTo("-- \uD83D\uDE00\nselect $1,\n       nonsense\n");
        int position = statement.text().codePointCount(0, statement.text().indexOf("nonsense")) + 1;
        assertThat(statement.locate(position)).hasToString("f.sql:3");
        assertThat(statement.locate(new SqlInput("id", List.of()))).hasToString("f.sql:2");
        assertThat(statement.locate(0)).hasToString("f.sql:2");
    }

    private static SqlStatement parse(String sql) {
        var mistakes = new Mistakes();
        SqlStatement statement = SqlStatement.parse("f.sql", sql, mistakes).orElse(null);
        assertThat(mistakes.list()).isEmpty();
        return statement;
    }
}
