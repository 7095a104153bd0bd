package dev.verge.bench;

import dev.verge.bench.load.Generator;
import dev.verge.bench.load.Load;
import dev.verge.bench.load.LoadResult;
import dev.verge.bench.process.ServerProcess;
import dev.verge.bench.process.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Makes one row: a load, and what it cost the server and the database. */
record Measurement(Surroundings surroundings, Generator generator, Duration warmUp, Duration duration, Table table) {
    private static final int SETTLING = 4;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** What was used until a moment. */
    private record Costs(Usage server, Duration database) {}

    /** Lets the Java machine of a fresh server compile what the first row would else be measured without. */
    void settle(Path requests, ServerProcess server, int callers) throws Exception {
        System.err.printf("warming up %s ...%n", server.name());
        LoadResult ignored = generator.run(
                new Load(server.port(), requests, callers, Duration.ZERO, warmUp.multipliedBy(SETTLING)), () -> {});
    }

    /** One of several turns, which share the duration; the first of them is warmed up as if it were the only one. */
    Measurement turn(int turn, int turns) {
        Duration warm = turn == 0 || warmUp.compareTo(AGAIN) < 0 ? warmUp : AGAIN;
        return new Measurement(surroundings, generator, warm, duration.dividedBy(turns), table);
    }

    /** Measures one server under load. */
    Row load(String label, Path requests, ServerProcess server, int callers) throws Exception {
        // What writes have left: every row begins with the same tables.
        surroundings.database().execute("truncate comments");
        System.err.printf("%s, %s ...%n", label, server.name());
        var before = new AtomicReference<>(costs(server));
        LoadResult result = generator.run(
                new Load(server.port(), requests, callers, warmUp, duration), () -> before.set(costs(server)));
        Costs after = costs(server);
        Costs start = before.get();
        return new Row(label, server.name(), result)
                .withCosts(
                        after.server.cpu().minus(start.server.cpu()),
                        after.database.minus(start.database),
                        after.server.residentBytes(),
                        after.server.allocatedBytes() - start.server.allocatedBytes());
    }

    private Costs costs(ServerProcess server) {
        try {
            return new Costs(server.usage(), surroundings.database().cpu());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
