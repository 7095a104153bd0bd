package dev.verge.database;

import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.GuardedSql;
import dev.verge.database.statement.IdempotencySql;
import dev.verge.database.statement.SqlStates;
import dev.verge.database.wire.ConnectionLostException;
import dev.verge.database.wire.ServerErrorException;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import java.util.List;
import java.util.Set;

/** What a failed transaction means for whoever asked for it. */
final class Outcome {
    static final String UNKNOWN = "Whether the change was made is not known: look before repeating it.";

    /** A role that does not exist, or that the login may not take. */
    private static final Set<String> NO_SUCH_ROLE = Set.of("22023", "42501");

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

    /** The key was used with another content. */
    static RuntimeException otherRequest() {
        return Problem.of(
                        ProblemType.UNPROCESSABLE_CONTENT,
                        "The Idempotency-Key was used for a request of other content")
                .exception();
    }

    private static RuntimeException refused(ServerErrorException refusal, Transaction transaction) {
        BoundStatement refused = refused(transaction, refusal);
        if (refused == transaction.rule() && GuardedSql.isRefusal(refusal)) {
            return new RuleRefusedException();
        }
        if (refused == transaction.session() && NO_SUCH_ROLE.contains(refusal.sqlState())) {
            return Problem.of(ProblemType.FORBIDDEN).exception(refusal);
        }
        if (refused == transaction.claim() && IdempotencySql.isConcurrent(refusal)) {
            return Problem.of(ProblemType.CONFLICT, "A request with this Idempotency-Key is being served")
                    .withHeader("Retry-After", "1")
                    .exception();
        }
        int parameter = RefusedParameter.of(refusal);
        return parameter > 0
                ? new ValueRefusedException(refused.query(), parameter, refusal)
                : refused.query().states().problem(refusal).exception(refusal);
    }

    /** Whose fault a commit is that fails nobody says; the statement knows what such errors mean. */
    private static BoundStatement refused(Transaction transaction, ServerErrorException refusal) {
        List<BoundStatement> statements = transaction.statements();
        return statements.get(Math.min(refusal.command(), statements.size() - 1));
    }

    private static Problem doubtful(Problem problem, boolean doubt) {
        return doubt ? problem.withDetail(UNKNOWN) : problem;
    }
}
