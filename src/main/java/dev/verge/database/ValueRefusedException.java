package dev.verge.database;

import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.wire.ServerErrorException;

/** PostgreSQL does not read a value as one of its parameter's type; the statement was not run. */
public final class ValueRefusedException extends RuntimeException {
    private final PreparedQuery query;
    private final int parameter;

    ValueRefusedException(PreparedQuery query, int parameter, ServerErrorException cause) {
        super("$" + parameter, cause, false, false);
        this.query = query;
        this.parameter = parameter;
    }

    /** The statement whose parameter it is. */
    public PreparedQuery query() {
        return query;
    }

    /** The parameter's number, the first one being 1. */
    public int parameter() {
        return parameter;
    }
}
