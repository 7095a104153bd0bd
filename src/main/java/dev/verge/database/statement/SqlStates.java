package dev.verge.database.statement;

import static dev.verge.problem.ProblemType.CONFLICT;
import static dev.verge.problem.ProblemType.DEADLINE_EXCEEDED;
import static dev.verge.problem.ProblemType.FORBIDDEN;
import static dev.verge.problem.ProblemType.INTERNAL_ERROR;
import static dev.verge.problem.ProblemType.UNAVAILABLE;
import static dev.verge.problem.ProblemType.UNPROCESSABLE_CONTENT;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQLSTATE (PostgreSQL documentation, Appendix A) to problem: the built-in table under an operation's own. */
public final class SqlStates {
    private final Map<String, Integer> errors;

    /** Takes an operation's own statuses by SQLSTATE. */
    public SqlStates(Map<String, Integer> errors) {
        this.errors = Map.copyOf(errors);
    }

    /** What to answer when a statement fails so. Says nothing of what PostgreSQL said. */
    public Problem problem(String sqlState) {
        Integer status = errors.get(sqlState);
        ProblemType type = status == null ? builtIn(sqlState) : fitting(status, sqlState);
        Problem problem = type == UNAVAILABLE ? unavailable() : Problem.of(type);
        return status == null ? problem : problem.withStatus(status);
    }

    /** The database cannot be had at the moment. */
    public static Problem unavailable() {
        return Problem.of(UNAVAILABLE).withHeader("Retry-After", "1");
    }

    private static ProblemType builtIn(String sqlState) {
        return switch (sqlState) {
            // Unique, foreign key, exclusion and restrict violations.
            case "23505", "23503", "23P01", "23001" -> CONFLICT;
            // Not null and check violations.
            case "23502", "23514" -> UNPROCESSABLE_CONTENT;
            // A regclass or the like that is no name.
            case "42602" -> UNPROCESSABLE_CONTENT;
            // The statement itself was prepared: it is a value, such as a tsquery, whose syntax is wrong.
            case "42601" -> UNPROCESSABLE_CONTENT;
            case "42501" -> FORBIDDEN;
            // Serialization failure, deadlock, lock not available: the same request may succeed next time.
            case "40001", "40P01", "55P03" -> UNAVAILABLE;
            case "57014" -> DEADLINE_EXCEEDED;
            // Shutting down, crashed, starting up.
            case "57P01", "57P02", "57P03" -> UNAVAILABLE;
            // The server has become a standby.
            case "25006" -> UNAVAILABLE;
            default -> byClass(sqlState.substring(0, Math.min(2, sqlState.length())));
        };
    }

    private static ProblemType byClass(String sqlClass) {
        return switch (sqlClass) {
            // Data, a view's check option, and values too large for an index or a row.
            case "22", "44", "54" -> UNPROCESSABLE_CONTENT;
            case "08", "53" -> UNAVAILABLE;
            default -> INTERNAL_ERROR;
        };
    }

    /** The entry whose status it is, the built-in one first; else the first one of the same class of statuses. */
    private static ProblemType fitting(int status, String sqlState) {
        @Nullable ProblemType known = builtIn(sqlState);
        if (known.status() == status) {
            return known;
        }
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .max(Comparator.comparing(type -> type == ProblemType.NOT_FOUND || type == ProblemType.INVALID_REQUEST))
                .orElse(status < 500 ? UNPROCESSABLE_CONTENT : INTERNAL_ERROR);
    }
}
