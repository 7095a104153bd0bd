package dev.verge.bench;

import dev.verge.bench.data.Issuer;
import dev.verge.bench.data.Request;
import dev.verge.bench.data.Workload;
import dev.verge.bench.link.Link;
import dev.verge.bench.process.DatabaseProcess;
import dev.verge.development.EmbeddedDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** What the servers need and is not measured: PostgreSQL, the issuer, the requests in files, the line between. */
final class Surroundings implements AutoCloseable {
    private final Vertx vertx;
    private final EmbeddedDatabase database;
    private final DatabaseProcess process;
    private final Issuer issuer;
    private final Path folder;
    private final Map<Integer, List<String>> tokens = new HashMap<>();

    private Surroundings(Vertx vertx, EmbeddedDatabase database, DatabaseProcess process, Issuer issuer, Path folder) {
        this.vertx = vertx;
        this.database = database;
        this.process = process;
        this.issuer = issuer;
        this.folder = folder;
    }

    /** Starts all of it; {@code dev/*.sql} of the conf folder fills the database. */
    static Surroundings start(Path conf, Path folder) throws Exception {
        Vertx vertx = Vertx.vertx();
        EmbeddedDatabase database = await(EmbeddedDatabase.start(vertx, conf));
        var process = DatabaseProcess.of(database.url(), database.user());
        return new Surroundings(vertx, database, process, Issuer.start(vertx), folder);
    }

    DatabaseProcess database() {
        return process;
    }

    Issuer issuer() {
        return issuer;
    }

    /** The port of the database itself. */
    int databasePort() {
        return URI.create(database.url()).getPort();
    }

    /** A line to the database. */
    Link.Open openLink(Duration delay) throws ExecutionException, InterruptedException {
        return await(Link.open(vertx, databasePort(), delay));
    }

    /** The requests of a workload; the first call takes as long as signing the tokens does. */
    List<Request> requests(Workload workload) {
        return workload.requests(
                tokens.computeIfAbsent(workload.tokens(), count -> issuer.tokens(count, Workload.USERS)));
    }

    /** The same in a file. */
    Path file(Workload workload) throws IOException {
        return Files.write(
                folder.resolve(workload.label() + ".requests"),
                requests(workload).stream().map(Request::line).toList());
    }

    @Override
    public void close() throws ExecutionException, InterruptedException {
        await(database.stop());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws ExecutionException, InterruptedException {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
