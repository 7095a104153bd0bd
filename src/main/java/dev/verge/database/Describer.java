package dev.verge.database;

import dev.verge.database.type.PostgresType;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Has PostgreSQL parse a statement, notes what it tells, and looks the types up in its catalog. */
final class Describer {
    private Describer() {}

    static Future<StatementDescription> describe(SqlConnection connection, String sql) {
        return connection
                .prepare(sql)
                .recover(failure -> Future.failedFuture(
                        failure instanceof PgException refusal ? new StatementException(refusal) : failure))
                .compose(prepared -> describe(connection, prepared));
    }

    private static Future<StatementDescription> describe(SqlConnection connection, PreparedStatement prepared) {
        TextTypes told = TextTypes.of(connection);
        List<Integer> parameters = told.parameters();
        List<TextTypes.Column> columns = told.columns();
        var types = new ArrayList<>(parameters);
        columns.forEach(column -> types.add(column.type()));
        return prepared.close()
                .compose(closed -> TypeCatalog.load(connection, types))
                .map(catalog -> description(parameters, columns, catalog));
    }

    private static StatementDescription description(
            List<Integer> parameters, List<TextTypes.Column> columns, Map<Integer, PostgresType> catalog) {
        return new StatementDescription(
                parameters.stream().map(oid -> type(catalog, oid)).toList(),
                columns.stream()
                        .map(column -> new StatementDescription.Column(
                                column.name(), type(catalog, column.type()), column.type()))
                        .toList());
    }

    private static PostgresType type(Map<Integer, PostgresType> catalog, int oid) {
        return Objects.requireNonNull(catalog.get(oid), "a type that the server told is not in its catalog");
    }
}
