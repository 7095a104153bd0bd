package dev.verge.database;

import dev.verge.database.connection.Session;
import dev.verge.database.statement.StatementDescription;
import dev.verge.database.statement.StatementDescription.Column;
import dev.verge.database.type.PostgresType;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;

/** Has PostgreSQL parse a statement, notes what it tells, and looks the types up in its catalog. */
final class StatementDescriber {
    private StatementDescriber() {}

    static Future<StatementDescription> describe(Session session, String sql) {
        return session.describe(sql)
                .recover(failure -> Future.failedFuture(
                        failure instanceof PgException refusal ? new StatementException(refusal) : failure))
                .compose(told -> describe(session, told));
    }

    private static Future<StatementDescription> describe(Session session, Session.Told told) {
        var types = new ArrayList<>(told.parameters());
        told.columns().forEach(column -> types.add(column.type()));
        return TypeCatalog.load(session, types)
                .map(catalog -> new StatementDescription(
                        told.parameters().stream()
                                .map(type -> known(catalog, type))
                                .toList(),
                        told.columns().stream()
                                .map(column -> new Column(column, known(catalog, column.type())))
                                .toList()));
    }

    private static PostgresType known(Map<Integer, PostgresType> catalog, int type) {
        return Objects.requireNonNull(catalog.get(type), "a type that the server told is not in its catalog");
    }
}
