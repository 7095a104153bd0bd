package dev.verge.database.connection;

import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.wire.Command;
import dev.verge.database.wire.Forget;
import dev.verge.database.wire.Prepare;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements that are prepared on one connection, by their names there. Confined to its event loop. */
final class PreparedStatements {
    private final Function<List<? extends Command>, Future<Void>> wire;
    private final Map<String, Statement> statements = new HashMap<>();
    private final IdentityHashMap<PreparedQuery, String> ready = new IdentityHashMap<>();
    private final List<Statement> older = new ArrayList<>();
    private long named;

    /**
     * None yet.
     *
     * @param wire sends commands as one transaction
     */
    PreparedStatements(Function<List<? extends Command>, Future<Void>> wire) {
        this.wire = wire;
    }

    private record Statement(String name, Future<Prepare> prepared) {}

    /** What a query is called here; null when it is not prepared, or not yet. */
    @Nullable
    String name(PreparedQuery query) {
        return ready.get(query);
    }

    /** Prepares queries, each unless it is prepared already. */
    Future<Void> prepare(Collection<PreparedQuery> queries) {
        return Future.join(queries.stream().map(this::prepare).toList()).mapEmpty();
    }

    private Future<Void> prepare(PreparedQuery query) {
        String sql = query.sql();
        Statement statement = statements.computeIfAbsent(sql, this::prepare);
        return statement.prepared.compose(told -> {
            Statement latest = statements.get(sql);
            boolean current = latest != null && latest.name.equals(statement.name);
            if (current && !query.fits(told.columns()) && !ready.containsValue(statement.name)) {
                // The schema may change back, and is asked anew then.
                forget(sql, statement);
            }
            query.requireFit(told.columns());
            if (!current) {
                return prepare(query);
            }
            ready.put(query, statement.name);
            return Future.succeededFuture();
        });
    }

    private Statement prepare(String sql) {
        String name = "verge" + named++;
        var prepare = new Prepare(name, sql);
        Future<Prepare> prepared = wire.apply(List.of(prepare))
                .map(prepare)
                .onFailure(refused ->
                        statements.computeIfPresent(sql, (key, current) -> current.name.equals(name) ? null : current));
        return new Statement(name, prepared);
    }

    /** Drops what is prepared for a query. */
    void forget(PreparedQuery query) {
        String name = ready.remove(query);
        Statement statement = statements.get(query.sql());
        if (statement != null && statement.name.equals(name)) {
            forget(query.sql(), statement);
        }
    }

    /**
     * From now on all is prepared anew, for types and tables of the same names may be others now. What is prepared already
     * serves on until it is dropped.
     */
    void outdate() {
        older.addAll(statements.values());
        statements.clear();
    }

    /** Drops what was prepared before that. */
    void dropOlder() {
        older.forEach(statement -> ready.values().removeIf(statement.name::equals));
        forget(older);
        older.clear();
    }

    private void forget(String sql, Statement statement) {
        statements.remove(sql);
        ready.values().removeIf(statement.name::equals);
        forget(List.of(statement));
    }

    private void forget(List<Statement> dropped) {
        if (!dropped.isEmpty()) {
            List<Forget> commands = dropped.stream()
                    .map(statement -> new Forget(statement.name))
                    .toList();
            wire.apply(commands).onFailure(lost -> {});
        }
    }
}
