package dev.verge.database;

import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.GuardedSql;
import dev.verge.database.statement.SqlStates;
import dev.verge.database.wire.ConnectionLostException;
import dev.verge.database.wire.ServerErrorException;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import java.util.List;

/** What a failed transaction means for whoever asked for it. */
final class Outcome {
    static final String UNKNOWN = "Whether the change was made is not known: look before repeating it.";

    private Outcome() {}

    static RuntimeException of(Throwable failure, Transaction transaction) {
        if (failure instanceof RuleRefusedException refused) {
            return refused;
        }
        if (failure instanceof ServerErrorException refusal) {
            return refused(refusal, transaction);
        }
        if (failure instanceof DatabaseUnreachableException) {
            return SqlStates.unavailable().exception(failure);
        }
        if (failure instanceof ConnectionLostException lost) {
            return doubtful(SqlStates.unavailable(), transaction.writes() && !lost.isRolledBack())
                    .exception(lost);
        }
        return Problem.of(ProblemType.INTERNAL_ERROR).exception(failure);
    }

    /** The deadline has passed, or the caller is gone. */
    static RuntimeException late(Transaction transaction, boolean sent) {
        return doubtful(Problem.of(ProblemType.DEADLINE_EXCEEDED), transaction.writes() && sent)
                .exception();
    }

    private static RuntimeException refused(ServerErrorException refusal, Transaction transaction) {
        List<BoundStatement> statements = transaction.statements();
        int last = statements.size() - 1;
        BoundStatement refused = statements.get(Math.min(refusal.command(), last));
        if (refused == transaction.rule() && GuardedSql.isRefusal(refusal)) {
            return new RuleRefusedException();
        }
        int parameter = RefusedParameter.of(refusal);
        return parameter > 0 && refusal.command() <= last
                ? new ValueRefusedException(refused.query(), parameter, refusal)
                : refused.query().states().problem(refusal.sqlState()).exception(refusal);
    }

    private static Problem doubtful(Problem problem, boolean doubt) {
        return doubt ? problem.withDetail(UNKNOWN) : problem;
    }
}
