package dev.verge.database;

import dev.verge.database.connection.Session;
import dev.verge.database.statement.StatementDescription;
import dev.verge.database.statement.StatementDescription.Column;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;

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
        return Catalog.load(session, told)
                .map(catalog -> new StatementDescription(
                        told.parameters().stream().map(catalog::type).toList(),
                        told.columns().stream()
                                .map(column ->
                                        new Column(column, catalog.type(column.type()), catalog.isNullable(column)))
                                .toList()));
    }
}
