package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.database.connection.ExclusiveLane;
import dev.verge.database.connection.Session;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.QueryResult;
import dev.verge.database.statement.StatementDescription;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** A database on one event loop, asked from a test's thread. */
final class DatabaseFixture implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final io.vertx.core.Context context = vertx.getOrCreateContext();
    private final DatabaseSettings settings;
    private final Database database;

    DatabaseFixture(DatabaseSettings settings, int connections, int queue) {
        this.settings = settings;
        database = await(
                () -> Future.succeededFuture(new Database(vertx, settings, connections, queue, observation -> {})));
    }

    Database database() {
        return database;
    }

    /** Does something with a connection beside those of the database. */
    <T> Future<T> lane(Function<Session, Future<T>> work) {
        var lane = new ExclusiveLane(vertx, settings, 1, 1, observation -> {});
        return lane.run(LONG, TimeoutException::new, work).eventually(lane::close);
    }

    PreparedQuery prepare(String sql) {
        return new PreparedQuery(sql, describe(sql), Map.of());
    }

    StatementDescription describe(String sql) {
        return await(() -> database.describe(sql));
    }

    /** The statement bound to values as JSON has them, by the types that PostgreSQL described. */
    BoundStatement bind(String sql, Object... values) {
        StatementDescription description = describe(sql);
        var encoded = new ArrayList<String>();
        for (int i = 0; i < values.length; i++) {
            encoded.add(description.parameters().get(i).encode(values[i]));
        }
        return new PreparedQuery(sql, description, Map.of()).bind(encoded);
    }

    QueryResult execute(BoundStatement rule, BoundStatement statement) {
        return await(() -> database.execute(rule, statement, true, LONG));
    }

    /** The first value of the first row as it stands in an answer. */
    String value(String sql, Object... values) {
        Buffer buffer = Buffer.buffer();
        execute(null, bind(sql, values)).writeValues(buffer);
        return buffer.getString(1, buffer.length() - 1);
    }

    JsonArray rows(String sql, Object... values) {
        Buffer buffer = Buffer.buffer();
        execute(null, bind(sql, values)).writeRows(buffer);
        return new JsonArray(buffer.toString());
    }

    <T> T await(Supplier<Future<T>> work) {
        return start(work)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    <T> Future<T> start(Supplier<Future<T>> work) {
        var promise = io.vertx.core.Promise.<T>promise();
        context.runOnContext(ignored -> work.get().onComplete(promise));
        return promise.future();
    }

    @Override
    public void close() {
        await(database::close);
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
