package dev.verge.database;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.LaneSettings;
import dev.verge.database.statement.AnswerForm;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.GuardedSql;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.QueryResult;
import dev.verge.database.statement.SqlStates;
import dev.verge.database.statement.StatementDescription;
import dev.verge.observation.Observation;
import dev.verge.observation.RequestTrace;
import dev.verge.testing.DatabaseVariant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A database on one event loop, asked from a test's thread. */
final class DatabaseFixture implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final SqlStates STATES = SqlStates.BUILT_IN;

    private final Vertx vertx = Vertx.vertx();
    private final io.vertx.core.Context context = vertx.getOrCreateContext();
    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private final Database database;
    private final StatementDescriber describer;

    /** One connection of either kind. */
    DatabaseFixture(DatabaseSettings settings) {
        this(settings, new Database.Share(1, 1, 10));
    }

    DatabaseFixture(DatabaseSettings settings, Database.Share share) {
        database =
                await(() -> Future.succeededFuture(new Database(vertx, settings, share, LONGEST, observations::add)));
        describer = await(() -> Future.succeededFuture(new StatementDescriber(vertx, settings)));
        await(() -> database.open(List.of(), List.of()));
    }

    /** The same database with other limits. */
    static DatabaseSettings with(DatabaseSettings settings, int depth, Duration statementTimeout, Duration lifetime) {
        var lanes = new LaneSettings(10, 0, 0, depth, 100, statementTimeout, lifetime, 8 << 20);
        return DatabaseVariant.with(settings, lanes);
    }

    Database database() {
        return database;
    }

    <T extends Observation> List<T> observed(Class<T> type) {
        return observations.stream().filter(type::isInstance).map(type::cast).toList();
    }

    StatementDescription describe(String sql) {
        return await(() -> describer.describe(sql));
    }

    PreparedQuery prepare(String sql) {
        return PreparedQuery.of(sql, describe(sql), AnswerForm.OBJECTS, STATES);
    }

    /** The statement bound to values as JSON has them, by the types that PostgreSQL described. */
    BoundStatement bind(String sql, Object... values) {
        return bind(AnswerForm.OBJECTS, sql, values);
    }

    BoundStatement bind(AnswerForm form, String sql, Object... values) {
        StatementDescription description = describe(sql);
        return PreparedQuery.of(sql, description, form, STATES).bind(encode(description, values));
    }

    /** A rule as it stands before a statement. */
    BoundStatement check(String rule, Object... values) {
        return bind(AnswerForm.NONE, GuardedSql.check(rule), values);
    }

    /** A query with its rule in one statement. */
    BoundStatement guarded(String rule, String query, Object... values) {
        String sql = GuardedSql.read(rule, query);
        StatementDescription description = describe(sql);
        return PreparedQuery.guarded(sql, description, AnswerForm.OBJECTS, STATES)
                .bind(encode(description, values));
    }

    private static List<String> encode(StatementDescription description, Object... values) {
        var encoded = new ArrayList<String>();
        for (int i = 0; i < values.length; i++) {
            encoded.add(description.parameters().get(i).encode(values[i]));
        }
        return encoded;
    }

    QueryResult write(BoundStatement rule, BoundStatement statement) {
        return await(() -> run(new Transaction(rule, statement, true)));
    }

    QueryResult read(BoundStatement statement) {
        return await(() -> run(new Transaction(null, statement, false)));
    }

    /** On the shared lane, with nobody in a hurry. */
    Future<QueryResult> run(Transaction transaction) {
        return run(transaction, choice(false), Future.future(never -> {}));
    }

    Future<QueryResult> run(Transaction transaction, LaneChoice choice, Future<?> over) {
        return database.execute(transaction, choice, over, RequestTrace.untraced("request"));
    }

    LaneChoice choice(boolean exclusive) {
        return new LaneChoice("operation", exclusive, false, observations::add, System::nanoTime);
    }

    /** Completes after a while. */
    Future<Void> after(long millis) {
        Promise<Void> over = Promise.promise();
        context.runOnContext(start -> vertx.setTimer(millis, late -> over.complete()));
        return over.future();
    }

    /** The first value of the first row as it stands in an answer. */
    String value(String sql, Object... values) {
        String body = write(null, bind(AnswerForm.VALUES, sql, values)).body().toString();
        return body.substring(1, body.length() - 1);
    }

    JsonArray rows(String sql, Object... values) {
        return new JsonArray(write(null, bind(sql, values)).body().toString());
    }

    <T> T await(Supplier<Future<T>> work) {
        return start(work)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    <T> Future<T> start(Supplier<Future<T>> work) {
        var promise = Promise.<T>promise();
        context.runOnContext(ignored -> work.get().onComplete(promise));
        return promise.future();
    }

    @Override
    public void close() {
        await(describer::close);
        await(database::close);
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
