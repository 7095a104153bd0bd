package dev.verge.database;

import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.PreparedQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request does: all of it or nothing.
 *
 * @param rule made by {@code GuardedSql.check}: fails unless the caller may, and so keeps the statement from running;
 *     null when there is none or the statement itself is guarded
 * @param statement the statement
 * @param writes whether it may change something, so that a lost connection leaves its outcome unknown
 * @param repeatable whether it may be run again when its outcome is unknown
 */
public record Transaction(@Nullable BoundStatement rule, BoundStatement statement, boolean writes, boolean repeatable) {

    /** The statements in the order in which they run. */
    List<BoundStatement> statements() {
        return rule == null ? List.of(statement) : List.of(rule, statement);
    }

    List<PreparedQuery> queries() {
        return statements().stream().map(BoundStatement::query).toList();
    }
}
