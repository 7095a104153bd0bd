package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.QueryResult;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was sent right behind a statement that turns out to be slow. */
class OvertakingTest {
    private final DatabaseFixture fixture = new DatabaseFixture(
            DatabaseFixture.with(
                    TestDatabase.create("CREATE TABLE item (id int)"),
                    256,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(30)),
            new Database.Share(3, 1, 100));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void readsGoOnElsewhereAndChangesAreMadeOnce() {
        BoundStatement slow = fixture.bind("select pg_sleep(2)::text as slept");
        BoundStatement fast = fixture.bind("select 1 as one");
        BoundStatement change = fixture.bind("insert into item values (1) returning id");
        for (int i = 0; i < 50; i++) {
            assertThat(fixture.read(fast).rows()).isEqualTo(1);
        }
        var begun = new ArrayList<Future<QueryResult>>();
        fixture.start(() -> {
            begun.add(fixture.run(new Transaction(null, slow, false)));
            begun.add(fixture.run(new Transaction(null, change, true)));
            for (int i = 0; i < 20; i++) {
                begun.add(fixture.run(new Transaction(null, fast, false)));
            }
            return Future.succeededFuture();
        });
        Eventually.holds(() -> assertThat(begun).hasSize(22));
        List<Future<QueryResult>> reads = begun.subList(2, begun.size());
        reads.forEach(read -> assertThat(fixture.await(() -> read).rows()).isEqualTo(1));
        assertThat(begun.get(0).isComplete()).isFalse();
        begun.forEach(one -> assertThat(fixture.await(() -> one).rows()).isEqualTo(1));
        assertThat(fixture.value("select count(*) from item")).isEqualTo("1");
        // Those that were let go on are still answered there, and nobody is disturbed by it.
        for (int i = 0; i < 50; i++) {
            assertThat(fixture.read(fast).rows()).isEqualTo(1);
        }
    }
}
