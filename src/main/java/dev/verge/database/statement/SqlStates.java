package dev.verge.database.statement;

import static dev.verge.problem.ProblemType.CONFLICT;
import static dev.verge.problem.ProblemType.DEADLINE_EXCEEDED;
import static dev.verge.problem.ProblemType.FORBIDDEN;
import static dev.verge.problem.ProblemType.INTERNAL_ERROR;
import static dev.verge.problem.ProblemType.UNAUTHENTICATED;
import static dev.verge.problem.ProblemType.UNAVAILABLE;
import static dev.verge.problem.ProblemType.UNPROCESSABLE_CONTENT;

import dev.verge.database.wire.ServerErrorException;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import dev.verge.problem.Violation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQLSTATE (PostgreSQL documentation, Appendix A) to problem: the built-in table under an operation's own. */
public final class SqlStates {
    /** The table as it stands in the documentation. */
    public static final SqlStates BUILT_IN = new SqlStates(Map.of(), Map.of());

    /** An operator's own {@code RAISE} says the status with the last three: of PostgREST's making. */
    private static final Pattern RAISED = Pattern.compile("PT([45][0-9]{2})");

    private static final int LONGEST_DETAIL = 500;

    private final Map<String, Integer> errors;
    private final Map<String, Input> constraints;

    /** Takes an operation's own statuses by SQLSTATE, and what of its requests constraints are about, by their names. */
    public SqlStates(Map<String, Integer> errors, Map<String, Input> constraints) {
        this.errors = Map.copyOf(errors);
        this.constraints = Map.copyOf(constraints);
    }

    /**
     * What of a request a constraint is about.
     *
     * @param in as a violation has it
     * @param name as a violation has it
     */
    public record Input(String in, String name) {}

    /**
     * What to answer when a statement fails so. Says nothing of what PostgreSQL said, but what an operator wrote for
     * callers: the message of an error of class PT.
     */
    public Problem problem(ServerErrorException refusal) {
        Problem problem = problem(refusal.sqlState());
        Input input = refusal.constraint() == null ? null : constraints.get(refusal.constraint());
        if (input != null) {
            return problem.withViolation(new Violation(input.in, input.name, broken(refusal.sqlState())));
        }
        String text = refusal.text();
        return RAISED.matcher(refusal.sqlState()).matches() && !text.isEmpty()
                ? problem.withDetail(text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) : text)
                : problem;
    }

    private static String broken(String sqlState) {
        return switch (sqlState) {
            case "23505" -> "is taken";
            case "23503", "23001" -> "names something that does not exist, or that is in use";
            case "23P01" -> "is in the way of another";
            default -> "is not allowed";
        };
    }

    /** What to answer when a statement fails so. Says nothing of what PostgreSQL said. */
    public Problem problem(String sqlState) {
        Integer status = errors.getOrDefault(sqlState, raised(sqlState));
        ProblemType type = status == null ? builtIn(sqlState) : fitting(status, sqlState);
        Problem problem = type == UNAVAILABLE ? unavailable() : Problem.of(type);
        if (status == null) {
            return problem;
        }
        // RFC 9110, section 15.5.2: who is refused so is told of a way in.
        return status == UNAUTHENTICATED.status()
                ? problem.withHeader("WWW-Authenticate", "Bearer")
                : problem.withStatus(status);
    }

    /** The database cannot be had at the moment. */
    public static Problem unavailable() {
        return Problem.of(UNAVAILABLE).withHeader("Retry-After", "1");
    }

    private static @Nullable Integer raised(String sqlState) {
        Matcher status = RAISED.matcher(sqlState);
        return status.matches() ? Integer.valueOf(status.group(1)) : null;
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
