package dev.verge.database;

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

    PreparedQuery query() {
        return query;
    }

    Tuple values() {
        return values;
    }
}
