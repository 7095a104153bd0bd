package dev.verge.database.statement;

import dev.verge.database.type.PostgresType;
import dev.verge.database.wire.ToldColumn;
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
     * A column of the statement's rows.
     *
     * @param told as the server tells of it, by which a change of the schema is noticed
     * @param type what its type is
     * @param nullable whether it is the column of a table that may hold NULL; of expressions nobody knows
     */
    public record Column(ToldColumn told, PostgresType type, boolean nullable) {

        /** Its name. */
        public String name() {
            return told.name();
        }
    }
}
