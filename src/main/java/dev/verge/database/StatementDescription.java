package dev.verge.database;

import dev.verge.database.type.PostgresType;
import java.util.List;

/**
 * What PostgreSQL says about a statement without running it.
 *
 * @param parameters the types of {@code $1..$n}, in order
 * @param columns the columns of its rows, in order; empty when it returns none
 */
public record StatementDescription(List<PostgresType> parameters, List<Column> columns) {

    /** Takes copies. */
    public StatementDescription {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /**
     * A column of the statement's rows; PostgreSQL does not say whether it can be NULL.
     *
     * @param oid the object identifier of its type, by which a change of the schema is noticed
     */
    public record Column(String name, PostgresType type, int oid) {}
}
