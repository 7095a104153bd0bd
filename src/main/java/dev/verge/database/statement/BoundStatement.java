package dev.verge.database.statement;

import io.vertx.sqlclient.Tuple;

/**
 * A statement with the texts of all its parameters: nothing in it can fail before it reaches the server. Made by
 * {@link PreparedQuery#bind}.
 */
public final class BoundStatement {
    private final PreparedQuery query;
    private final Tuple values;

    BoundStatement(PreparedQuery query, Tuple values) {
        this.query = query;
        this.values = values;
    }

    /** The statement. */
    public PreparedQuery query() {
        return query;
    }

    /** The texts of its parameters. */
    public Tuple values() {
        return values;
    }
}
