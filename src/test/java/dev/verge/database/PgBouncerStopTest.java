package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.database.statement.BoundStatement;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.PgBouncer;
import dev.verge.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of two PgBouncers is stopped as its pods are: src/docs/kubernetes.md. Skipped where none is installed that
 * waits for its clients, as from version 1.23 on. */
class PgBouncerStopTest {
    private static final int CALLERS = 20;
    private static final Duration LIFETIME = Duration.ofSeconds(2);

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answers = new AtomicInteger();

    /** A write that reaches it in this moment is lost with its connection, and nobody knows what became of it. */
    @Test
    void noRequestFailsWhenOneOfTwoEndsUnderLoad() throws Exception {
        assumeTrue(PgBouncer.isVersion(23), "pgbouncer is not on the PATH, or older than 1.23");
        DatabaseSettings direct = TestDatabase.create("CREATE TABLE item (id int PRIMARY KEY, name text NOT NULL)");
        var callers = Executors.newFixedThreadPool(CALLERS);
        // Describing statements keeps a connection, which a node ends.
        try (var describing = new DatabaseFixture(direct);
                var stopped = new PgBouncer(direct, first, 6);
                var other = new PgBouncer(direct, second, 6);
                var fixture = new DatabaseFixture(settings(stopped, other), new Database.Share(4, 2, 2_000))) {
            BoundStatement read = describing.bind("select 1 as one");
            BoundStatement write = describing.bind("insert into item (id, name) values (1, 'one')"
                    + " on conflict (id) do update set name = 'again' returning id");
            List<CompletableFuture<Void>> calls = IntStream.range(0, CALLERS)
                    .mapToObj(caller -> CompletableFuture.runAsync(
                            () -> call(fixture, caller % 4 == 0 ? write : read, caller % 4 == 0), callers))
                    .toList();
            answersMore();
            // SIGTERM: no new connections, and the end when the last of the others is over.
            assertThat(stopped.process().destroy()).isTrue();
            stopped.process().onExit().get(LIFETIME.plusSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
            answersMore();
            over.set(true);
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        } finally {
            over.set(true);
            callers.shutdownNow();
        }
    }

    private static DatabaseSettings settings(PgBouncer one, PgBouncer another) {
        DatabaseSettings settings = one.settings(Pooler.TRANSACTION);
        var hosts = List.of(
                settings.servers().hosts().get(0),
                another.settings(Pooler.TRANSACTION).servers().hosts().get(0));
        return DatabaseFixture.with(DatabaseVariant.at(settings, hosts), 256, Duration.ofMillis(1_500), LIFETIME);
    }

    private void call(DatabaseFixture fixture, BoundStatement statement, boolean write) {
        while (!over.get()) {
            assertThat(fixture.await(() -> fixture.run(new Transaction(null, statement, write)))
                            .rows())
                    .isEqualTo(1);
            answers.incrementAndGet();
        }
    }

    private void answersMore() throws Exception {
        int before = answers.get();
        Eventually.holds(() -> assertThat(answers.get()).isGreaterThan(before + 1_000));
    }
}
