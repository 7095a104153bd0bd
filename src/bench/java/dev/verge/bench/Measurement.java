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

    /** What was used until a moment. */
    private record Costs(Usage server, Duration database) {}

    /** Lets the Java machine of a fresh server compile what the first row would else be measured without. */
    void settle(Path requests, ServerProcess server, int callers) throws Exception {
        System.err.printf("warming up %s ...%n", server.name());
        LoadResult ignored = generator.run(
                new Load(server.port(), requests, callers, Duration.ZERO, warmUp.multipliedBy(SETTLING)), () -> {});
    }

    /** Measures one server under load and puts it into the table. */
    void load(String label, Path requests, ServerProcess server, int callers) throws Exception {
        // What writes have left: every row begins with the same tables.
        surroundings.database().execute("truncate comments");
        System.err.printf("%s, %s ...%n", label, server.name());
        var before = new AtomicReference<>(costs(server));
        LoadResult result = generator.run(
                new Load(server.port(), requests, callers, warmUp, duration), () -> before.set(costs(server)));
        Costs after = costs(server);
        Costs start = before.get();
        table.add(new Row(label, server.name(), result)
                .withCosts(
                        after.server.cpu().minus(start.server.cpu()),
                        after.database.minus(start.database),
                        after.server.residentBytes(),
                        after.server.allocatedBytes() - start.server.allocatedBytes()));
    }

    private Costs costs(ServerProcess server) {
        try {
            return new Costs(server.usage(), surroundings.database().cpu());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
