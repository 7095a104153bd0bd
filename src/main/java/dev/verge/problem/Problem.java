package dev.verge.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a problem, ready to be answered. Nothing in it is secret: it holds no SQL, no exception text and no
 * part of a token.
 *
 * @param type the catalogue's entry
 * @param status the HTTP status; the entry's own unless an operation declares another for an SQLSTATE
 * @param detail what happened this time, for the caller; null when the title says it all
 * @param violations what is wrong with the request, each; empty unless the entry is about the request's content
 * @param headers header fields that the answer must carry, such as {@code Allow} or {@code WWW-Authenticate}
 */
public record Problem(
        ProblemType type,
        int status,
        @Nullable String detail,
        List<Violation> violations,
        Map<String, String> headers) {

    /** Checks the status and takes copies. */
    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: 400..599)");
        }
        violations = List.copyOf(violations);
        headers = Map.copyOf(headers);
    }

    /** A problem whose title says it all. */
    public static Problem of(ProblemType type) {
        return new Problem(type, type.status(), null, List.of(), Map.of());
    }

    /** A problem with a sentence about this occurrence. */
    public static Problem of(ProblemType type, String detail) {
        return of(type).withDetail(detail);
    }

    /** A request that breaks its contract in these ways. */
    public static Problem invalid(List<Violation> violations) {
        return new Problem(
                ProblemType.INVALID_REQUEST, ProblemType.INVALID_REQUEST.status(), null, violations, Map.of());
    }

    /** The same problem with a sentence about this occurrence. */
    public Problem withDetail(String detail) {
        return new Problem(type, status, detail, violations, headers);
    }

    /** The same problem, saying what of the request it is about. */
    public Problem withViolation(Violation violation) {
        return new Problem(type, status, detail, List.of(violation), headers);
    }

    /** The same problem with one more header field. */
    public Problem withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Problem(type, status, detail, violations, more);
    }

    /** The same problem under another status. */
    public Problem withStatus(int status) {
        return new Problem(type, status, detail, violations, headers);
    }

    /** This problem as something to throw or to fail a future with. */
    public ProblemException exception() {
        return new ProblemException(this, null);
    }

    /** The same, keeping the cause for the log; callers never see it. */
    public ProblemException exception(Throwable cause) {
        return new ProblemException(this, cause);
    }
}
