package dev.verge.database.statement;

import org.jspecify.annotations.Nullable;

/**
 * A statement with the texts of all its parameters: nothing in it can fail before it reaches the server. Made by
 * {@link PreparedQuery#bind}.
 */
public final class BoundStatement {
    private final PreparedQuery query;
    private final @Nullable String[] values;

    BoundStatement(PreparedQuery query, @Nullable String[] values) {
        this.query = query;
        this.values = values;
    }

    /** The statement. */
    public PreparedQuery query() {
        return query;
    }

    /** The texts of its parameters; null is SQL NULL. Not to be changed. */
    public @Nullable String[] values() {
        return values;
    }
}
