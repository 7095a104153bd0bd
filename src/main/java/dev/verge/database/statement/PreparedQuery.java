package dev.verge.database.statement;

import dev.verge.database.json.RowWriter;
import dev.verge.database.type.TypeKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that PostgreSQL has described, with the plan that writes its rows. Immutable: one for all requests and
 * event loops.
 */
public final class PreparedQuery {
    private final String sql;
    private final int parameters;
    private final boolean condition;
    private final List<String> columns;
    private final RowWriter writer;
    private final SqlStates states;

    /**
     * Makes the plan of a statement.
     *
     * @param sql the statement, its parameters as {@code $1..$n}
     * @param description what PostgreSQL said about it
     * @param errors SQLSTATE to HTTP status, over the built-in table
     */
    public PreparedQuery(String sql, StatementDescription description, Map<String, Integer> errors) {
        this.sql = sql;
        this.parameters = description.parameters().size();
        this.condition = description.columns().size() == 1
                && description.columns().get(0).type().kind() == TypeKind.BOOLEAN;
        this.columns = description.columns().stream()
                .map(column -> column.told().signature())
                .toList();
        this.writer = new RowWriter(
                description.columns().stream()
                        .map(StatementDescription.Column::name)
                        .toList(),
                description.columns().stream()
                        .map(StatementDescription.Column::type)
                        .toList());
        this.states = new SqlStates(errors);
    }

    /**
     * Binds the texts that {@code PostgresType.encode} made, one for each parameter; null is SQL NULL.
     *
     * @throws IllegalArgumentException when the number of values is not the number of parameters
     */
    public BoundStatement bind(List<? extends @Nullable String> encoded) {
        if (encoded.size() != parameters) {
            throw new IllegalArgumentException("values: " + encoded.size() + " (expected: " + parameters + ")");
        }
        Tuple values = Tuple.tuple();
        encoded.forEach(values::addString);
        return new BoundStatement(this, values);
    }

    /** The statement's text. */
    public String sql() {
        return sql;
    }

    /** Whether its rows are one boolean, as those of a rule. */
    public boolean isCondition() {
        return condition;
    }

    /** The signatures of the columns that its rows must have, or the plan does not fit them. */
    public List<String> columns() {
        return columns;
    }

    /** The rows of a statement that has been run, with the plan that writes them. */
    public QueryResult result(RowSet<Row> rows) {
        return new QueryResult(rows, writer);
    }

    /** What its errors mean. */
    public SqlStates states() {
        return states;
    }
}
