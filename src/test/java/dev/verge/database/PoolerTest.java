package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.WireTap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to a pooler, which may give another connection of the server to each transaction. */
class PoolerTest {
    private static final String SETTINGS =
            "P SELECT pg_catalog.set_config('DateStyle', 'ISO', true), pg_catalog.set_config('IntervalStyle', 'iso_8601',"
                    + " true), pg_catalog.set_config('bytea_output', 'hex', true), pg_catalog.set_config('extra_float_digits', '1', true),"
                    + " pg_catalog.set_config('statement_timeout', '1000', true)";

    @Test
    void aTransactionBringsItsSettingsAndItsStatementsAlongInOneBatch() throws Exception {
        List<String> said = said(Pooler.TRANSACTION);
        assertThat(said).startsWith(SETTINGS, "B", "D", "E").endsWith("S");
        assertThat(said.stream().filter("S"::equals)).hasSize(1);
        assertThat(said.stream().filter(message -> message.startsWith("P "))).hasSize(3);
    }

    @Test
    void preparedStatementsAreUsedWhereThePoolerKnowsThem() throws Exception {
        assertThat(said(Pooler.TRANSACTION_PREPARED)).containsExactly(SETTINGS, "B", "D", "E", "B", "E", "B", "E", "S");
        assertThat(said(Pooler.NONE)).containsExactly("B", "E", "B", "E", "S");
    }

    /** The messages of a write with a rule, when it is done for the second time. */
    private static List<String> said(Pooler pooler) throws Exception {
        var direct = TestDatabase.create("CREATE TABLE item (id int, name text)");
        try (var tap = new WireTap(DatabaseVariant.with(direct, pooler));
                var fixture = new DatabaseFixture(tap.settings())) {
            var rule = fixture.check("select true");
            var write = fixture.bind("insert into item (id) values ($1) returning id", 1);
            fixture.write(rule, write);
            int before = tap.noted().size();
            fixture.write(rule, write);
            return tap.noted().subList(before, tap.noted().size());
        }
    }
}
