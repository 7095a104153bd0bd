package dev.verge.database;

import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.PreparedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one request does: all of it or nothing.
 *
 * @param session tells the session who calls; null when it is not told
 * @param rule made by {@code GuardedSql.check}: fails unless the caller may, and so keeps the statement from running;
 *     null when there is none or the statement itself is guarded
 * @param repetition what makes a repeated request no second one; null when it is one
 * @param statement the statement
 * @param writes whether it may change something, so that a lost connection leaves its outcome unknown
 * @param retriable whether it is run again when it was taken back because of a conflict with another one
 */
public record Transaction(
        @Nullable BoundStatement session,
        @Nullable BoundStatement rule,
        @Nullable Repetition repetition,
        BoundStatement statement,
        boolean writes,
        boolean retriable) {

    /** One without a session and a key. */
    public Transaction(@Nullable BoundStatement rule, BoundStatement statement, boolean writes) {
        this(null, rule, null, statement, writes, !writes);
    }

    /**
     * What makes a repeated request no second one.
     *
     * @param claim made of {@code IdempotencySql.CLAIM}: fails when the request is a repeated one
     * @param replay gives the answer that the first one had
     */
    public record Repetition(BoundStatement claim, BoundStatement replay) {}

    /** Whether it may be run again when its outcome is unknown. */
    boolean isRepeatable() {
        return !writes || repetition != null;
    }

    /** Gives the answer that the first request with the same key had. */
    Transaction replay() {
        Repetition repeated = Objects.requireNonNull(repetition, "repetition");
        return new Transaction(null, repeated.replay(), false);
    }

    @Nullable
    BoundStatement claim() {
        return repetition == null ? null : repetition.claim();
    }

    /** The statements in the order in which they run. */
    List<BoundStatement> statements() {
        List<BoundStatement> statements = new ArrayList<>(4);
        for (BoundStatement bound : new @Nullable BoundStatement[] {session, rule, claim(), statement}) {
            if (bound != null) {
                statements.add(bound);
            }
        }
        return statements;
    }

    List<PreparedQuery> queries() {
        return statements().stream().map(BoundStatement::query).toList();
    }
}
